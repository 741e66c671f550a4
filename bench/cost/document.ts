import { barChart } from '../report/plot';
import * as model from './model';

const VOLUMES: [string, number][] = [
  ['1 M', 1e6],
  ['100 M', 100e6],
  ['1 B', 1e9],
];

const CHARTS = VOLUMES.map(([name, requests]) => ({
  file: `cost/${name.toLowerCase().replace(' ', '-')}.svg`,
  title: `${name} requests a month, US dollars`,
  rows: model.WAYS.map((way): [string, number] => [way.name, model.monthlyCost(way, requests)]),
}));

/** The files below `docs/` that are computed, by path. */
export function costDocuments(): Record<string, string> {
  const charts = CHARTS.map(({ file, title, rows }) => [file, barChart(title, '$', rows)] as const);
  return { 'cost.md': text(), ...Object.fromEntries(charts) };
}

function text(): string {
  const { PEAK, BILLED_MS, MEMORY_MB, ROUTES_PER_MINUTE, ACCESS_LOG_BYTES, QUOTAS } = model;
  return `# What it costs

What AWS charges for each kind of API and authorizer, and what a cache of decisions and logs change.
This page is computed by \`node --import tsx bench/cost/main.ts\` from the prices in [\`bench/aws-prices.ts\`](../bench/aws-prices.ts),
which names AWS's pages. They are those of us-east-1, without the free tiers and without your back ends. Nothing was measured
on an AWS bill.

**In short**: the JWT authorizer of API Gateway costs nothing beyond the request. The Lambda authorizer adds
${money(model.authorizerCost(1e6))} for a million requests, and a REST API costs three and a half times as much as an HTTP API. So the kind
of API matters most, then access logs, and the authorizer least.

## A month's requests and their authorization

${table(
  ['US dollars a month', ...VOLUMES.map(([name]) => name)],
  model.WAYS.map((way) => [way.name, ...VOLUMES.map(([, requests]) => money(model.monthlyCost(way, requests)))]),
)}

${CHARTS.map(({ file, title }) => `![${title}](${file})`).join('\n')}

- "cached, 6 a minute" is the Lambda authorizer with \`resultsCacheTtl\`, for users who send 6 requests a minute. See below.
- A warm call of the authorizer is taken to be billed ${BILLED_MS} ms at ${MEMORY_MB} MB: a decision takes less than 1 ms, and 1 ms is left for
  Lambda's runtime. The price of the call itself is nearly all of the sum, so another duration changes little: at 10 ms a million
  calls cost ${money(model.authorizerCost(1e6) + (8 * MEMORY_MB * 1e6 * 0.0000133334) / 1000 / 1024)}.
- The start of a new instance is billed as well. It happens rarely, and is left out.
- The access logs, which are on by default, write about ${ACCESS_LOG_BYTES} bytes for each request:
  ${money(model.accessLogCost(1e6))} for a million. \`AccessLogs.disabled()\` saves that, and nothing then records why a token was refused.
- The function writes no line for a request that it grants, and about 500 bytes for each refusal.

## The cache

\`resultsCacheTtl\` lets API Gateway reuse a decision for the same token on the same route. A session token lives 60 seconds, so a
user's next token is a new decision. With ${ROUTES_PER_MINUTE} routes that a front end calls equally often:

${table(
  ['requests of a user in a minute', 'calls of the authorizer for 100 requests', 'saved of a million requests'],
  model.RATES.map((rate) => {
    const share = model.missShare(rate);
    const saved = model.authorizerCost(1e6) - model.authorizerCost(1e6 * share);
    return [String(rate), (100 * share).toFixed(0), money(saved)];
  }),
)}

The cache saves at most ${money(model.authorizerCost(1e6))} for a million requests. While a decision is cached, API Gateway does not notice that the user signed out or lost
a role. Leave it off unless the latency of the authorizer matters.

## Concurrency, and the quota to raise first

Peak traffic is taken to be ${PEAK} times the average of the month. Concurrency is requests a second × duration.

${table(
  ['a month', 'requests a second at peak', 'instances of the authorizer at peak'],
  VOLUMES.map(([name, requests]) => {
    const { perSecond, instances } = model.peakOf(requests);
    return [name, perSecond < 10 ? perSecond.toFixed(1) : count(Math.round(perSecond)), String(instances)];
  }),
)}

By default an account has, in a region, [${count(QUOTAS.gatewayPerSecond)} requests a second](https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html)
for all of its APIs, and [${count(QUOTAS.concurrency)} concurrent executions](https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html) of
all its Lambda functions, which may together be called ${QUOTAS.callsPerSecondPerConcurrency} times as often a second. New accounts have less. With a Lambda function as back
end, this many requests a second reach Lambda's quota:

${table(
  ['the back end works for', 'JWT authorizer', 'Lambda authorizer'],
  [50, 100, 300, 1000].map((ms) => [
    `${ms} ms`,
    ...[false, true].map((has) => count(Math.floor(model.requestsUntilQuota(ms, has)))),
  ]),
)}

1. **Lambda's concurrent executions** come first, except with a JWT authorizer and a fast back end. Back ends use nearly all of
   them; behind the Lambda authorizer every request counts as two calls. Raising this quota raises the calls a second, too.
2. **API Gateway's requests a second** come next. Clients get 429 beyond it.
3. \`functionOptions: { reservedConcurrentExecutions: 50 }\` keeps instances of the authorizer free while a back end uses up the rest.
   Without a free instance API Gateway answers with 500.
`;
}

function money(dollars: number): string {
  return `$${dollars >= 100 ? count(Math.round(dollars)) : dollars.toFixed(2)}`;
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, index) => (index === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}
