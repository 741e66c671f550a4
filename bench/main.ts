import { parseArgs } from 'node:util';
import { writeReport } from './report/report';
import type { NodeResults, Results } from './results';
import { awsCosts, showAwsCosts } from './sections/aws';
import { measureCold, showCold } from './sections/cold';
import { measureImport, showImport } from './sections/import';
import { measureMemory, showMemory } from './sections/memory';
import { measureRefusals, showRefusals } from './sections/refusals';
import { measureSizes, showSizes } from './sections/size';
import { measureSynth, showSynth } from './sections/synth';
import { measureWarm, showWarm } from './sections/warm';
import { setUp } from './setup';
import { compareWithTargets, showTargets } from './targets';
import { NODE_LINES, nodeOf } from './tools/registry';

const SECTIONS = ['sizes', 'import', 'synth', 'cold', 'warm', 'refusals', 'memory'];

const USAGE = `npm run bench -- [options]

Compares the bundled authorizer function with other implementations of the same decision, and the constructs with
hand-written ones. Takes less than 20 minutes.

  --section NAME  one of ${SECTIONS.join(', ')}; can be repeated
  --node LINE     a Node line, by default ${NODE_LINES.join(' and ')}: those that Lambda offers; can be repeated
  --quick         fewer rounds: a check that it runs, not for quoting
  --json          print the results as JSON
  --write         write docs/performance.md and its plots
  --help          print this text`;

process.on('SIGINT', () => process.exit(130)); // runs the exit handler that deletes the temporary folder

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      section: { type: 'string', multiple: true, default: SECTIONS },
      node: { type: 'string', multiple: true, default: NODE_LINES },
      quick: { type: 'boolean', default: false },
      json: { type: 'boolean' },
      write: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return console.log(USAGE);
  const unknown = values.section.find((name) => !SECTIONS.includes(name));
  if (unknown !== undefined) throw new Error(`--section must be one of ${SECTIONS.join(', ')}, got ${unknown}`);
  const setup = await setUp(values.quick);

  const texts: string[] = [];
  const show = (text: string) => {
    texts.push(text);
    if (!values.json) console.log(`${text}\n`);
  };
  /** Runs a section, unless others were asked for. */
  const run = async <Result>(name: string, measure: () => Promise<Result>, toText: (result: Result) => string) => {
    if (!values.section.includes(name)) return undefined;
    const result = await measure();
    show(toText(result));
    return result;
  };

  const sizes = await run('sizes', () => measureSizes(setup), showSizes);
  const importTime = await run('import', () => measureImport(setup), showImport);
  const synth = await run('synth', () => measureSynth(setup), showSynth);
  const nodes: NodeResults[] = [];
  for (const node of values.node) {
    const on = { ...setup, node: nodeOf(node) };
    show(`Node ${node}`);
    const cold = await run('cold', () => measureCold(on), showCold);
    const warm = await run('warm', () => measureWarm(on), showWarm);
    const refusals = await run('refusals', () => measureRefusals(on), showRefusals);
    const memory = await run('memory', () => measureMemory(on), showMemory);
    const aws = cold && warm && awsCosts(cold, warm);
    if (aws) show(showAwsCosts(aws));
    nodes.push({ node, cold, warm, refusals, memory, aws });
  }
  const results: Results = { sizes, import: importTime, synth, nodes };
  const targets = compareWithTargets(results);
  show(showTargets(targets));
  if (values.write) writeReport(results, targets, texts);
  if (values.json) console.log(JSON.stringify({ quick: values.quick, ...results, targets }, null, 2));
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
