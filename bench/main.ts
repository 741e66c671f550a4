import { parseArgs } from 'node:util';
import type { Results } from './results';
import { measureCold, showCold } from './sections/cold';
import { measureMemory, showMemory } from './sections/memory';
import { measureRefusals, showRefusals } from './sections/refusals';
import { measureSizes, showSizes } from './sections/size';
import { measureWarm, showWarm } from './sections/warm';
import { setUp } from './setup';
import { compareWithTargets, showTargets } from './targets';

const USAGE = `npm run bench -- [options]

Compares the bundled authorizer function with other implementations of the same decision. Takes about five minutes.

  --quick  fewer rounds, about one minute: a check that it runs, not for quoting
  --json   print the results as JSON
  --help   print this text`;

process.on('SIGINT', () => process.exit(130)); // runs the exit handler that deletes the temporary folder

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { quick: { type: 'boolean' }, json: { type: 'boolean' }, help: { type: 'boolean' } },
  });
  if (values.help) return console.log(USAGE);
  const quick = values.quick === true;
  const setup = await setUp(quick);

  const show = (text: string) => (values.json ? undefined : console.log(`${text}\n`));
  show(`Node ${process.version}. Times are medians of CPU time. They show the scale only; compare the ratios.`);
  const shown = async <Result>(result: Promise<Result>, toText: (result: Result) => string) => {
    show(toText(await result));
    return result;
  };
  const results: Results = {
    sizes: await shown(measureSizes(setup), showSizes),
    cold: await shown(measureCold(setup), showCold),
    warm: await shown(measureWarm(setup), showWarm),
    refusals: await shown(measureRefusals(setup), showRefusals),
    memory: await shown(measureMemory(setup), showMemory),
  };
  const targets = compareWithTargets(results);
  show(showTargets(targets));
  if (values.json) console.log(JSON.stringify({ node: process.version, quick, ...results, targets }, null, 2));
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
