import { parseArgs } from 'node:util';
import type { Results } from './results';
import { measureCold, showCold } from './sections/cold';
import { measureMemory, showMemory } from './sections/memory';
import { measureRefusals, showRefusals } from './sections/refusals';
import { measureSizes, showSizes } from './sections/size';
import { measureWarm, showWarm } from './sections/warm';
import { setUp } from './setup';
import { judge, showTargets } from './targets';

const USAGE = `npm run bench -- [options]

Compares the authorizer function, as it ships, with other ways to do the same. Takes some five minutes.

  --quick  fewer rounds, one minute: to see that it runs, not to quote
  --json   the results as JSON
  --help   this text`;

process.on('SIGINT', () => process.exit(130)); // so that the temporary folder goes, too

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { quick: { type: 'boolean' }, json: { type: 'boolean' }, help: { type: 'boolean' } },
  });
  if (values.help) return console.log(USAGE);
  const quick = values.quick === true;
  const setup = await setUp(quick);

  const show = (text: string) => (values.json ? undefined : console.log(`${text}\n`));
  show(`Node ${process.version}. Times are medians of CPU time. They show the scale; what can be compared are ratios.`);
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
  const targets = judge(results);
  show(showTargets(targets));
  if (values.json) console.log(JSON.stringify({ node: process.version, quick, ...results, targets }, null, 2));
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
