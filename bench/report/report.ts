import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CANDIDATE_NAMES, CANDIDATES } from '../candidates';
import type { NodeResults, Results } from '../results';
import { SYNTH_TITLES } from '../sections/synth';
import { TARGET_COLUMNS, type Target, targetRows } from '../targets';
import { barChart } from './plot';

const DOCS = join(__dirname, '../../docs');

/** Writes `docs/performance.md` and its plots, with the commit that was measured. */
export function writeReport(results: Results, targets: Target[], tables: string[]): void {
  const commit = execFileSync('git', ['describe', '--always', '--dirty', '--abbrev=12'], { encoding: 'utf8' }).trim();
  mkdirSync(join(DOCS, 'performance'), { recursive: true });
  const plots = [...synthPlots(results), ...results.nodes.flatMap(nodePlots)].map(([name, title, svg]) => {
    writeFileSync(join(DOCS, 'performance', `${name}.svg`), svg);
    return `![${title}](performance/${name}.svg)`;
  });
  const text = [
    '# Performance',
    `This page compares the package with other ways to do the same: CDK's own constructs, a hand-written authorizer, and other libraries that verify tokens. It was measured by \`npm run bench -- --write\` at commit ${commit} ([how](../bench/README.md)). CPU times depend on the machine; the ratios of one run can be compared.`,
    '## Targets',
    markdownTable(TARGET_COLUMNS, targetRows(targets)),
    ...plots,
    '## What a user pays on AWS',
    PAYS,
    '## All results',
    ...tables.map((table) => (table.startsWith('Node ') ? `### ${table}` : block(table))),
  ];
  writeFileSync(join(DOCS, 'performance.md'), `${text.join('\n\n')}\n`);
}

const PAYS = `Routes that need no rule use API Gateway's own JWT authorizer: no function runs, and nothing is billed beyond
the request. Routes with a rule call the Lambda authorizer. The tables "The Lambda
authorizer on AWS" below are computed, not measured on AWS:

- A function has [one vCPU at 1,769 MB](https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html) and less in
  proportion, so a decision takes the measured CPU time × 1,769 ÷ the memory size. The processor of the measuring machine stands for
  Lambda's.
- The prices are those of [bench/aws-prices.ts](../bench/aws-prices.ts), which cites AWS. [Lambda](https://aws.amazon.com/lambda/pricing/)
  rounds a duration up to the next millisecond. [What a whole API costs](cost.md) is computed from the same prices.
- The cold start is the part that this package causes, beyond that of an empty function. API Gateway's call of the function
  adds some milliseconds, for which AWS documents no figure.
- Since August 2025, [Lambda bills the start of a
  function](https://aws.amazon.com/blogs/compute/aws-lambda-standardizes-billing-for-init-phase/), too. The last column leaves it out,
  because it happens once for each new instance of the function.
- With the [cache of an authorizer](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html)
  switched on, API Gateway calls the function once for each token and cache period.`;

type Plot = [name: string, title: string, svg: string];

function synthPlots({ synth }: Results): Plot[] {
  if (!synth) return [];
  const count = synth.counts.at(-1);
  const title = `Build and synth of ${count} routes`;
  const rows = Object.entries(synth.milliseconds).map(([form, values]): [string, number] => [
    SYNTH_TITLES[form as keyof typeof SYNTH_TITLES],
    values[values.length - 1],
  ]);
  return [['synth', title, barChart(title, 'ms', rows)]];
}

function nodePlots({ node, cold, warm }: NodeResults): Plot[] {
  const plot = (
    name: string,
    title: string,
    unit: string,
    measureOf: (name: (typeof CANDIDATE_NAMES)[number]) => number,
  ) => {
    const rows = CANDIDATE_NAMES.map((it): [string, number] => [CANDIDATES[it], measureOf(it)]);
    return [`${name}-node-${node}`, title, barChart(title, unit, rows)] satisfies Plot;
  };
  const plots: Plot[] = [];
  if (cold) plots.push(plot('cold', `Cold start beyond an empty function, Node ${node}`, 'ms', (it) => cold.plain[it]));
  if (warm) plots.push(plot('warm', `A new token, Node ${node}`, 'µs', (it) => warm.candidates[it].microseconds));
  return plots;
}

function markdownTable(head: string[], rows: string[][]): string {
  const lines = [head, head.map(() => '---'), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function block(text: string): string {
  return `\`\`\`text\n${text}\n\`\`\``;
}
