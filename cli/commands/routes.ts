import type { AccessReport } from '../../report/access-report';
import { compareReports } from '../../report/diff';
import { routeKey } from '../../src/access/api-route';
import { readAllowed, unexpectedlyOpen, unusedKeys } from '../routes/allowed-routes';
import { asChanges } from '../routes/as-changes';
import { asMarkdown } from '../routes/as-markdown';
import { asTable } from '../routes/as-table';
import { readReport } from '../routes/read-templates';
import { count } from '../routes/words';
import { defineCommand } from '../shared/command';
import { EXIT } from '../shared/exit-code';
import type { Io } from '../shared/io';
import { UsageError } from '../shared/usage-error';

/** There may be routes that cannot be seen. */
const HIDDEN = 3;

export const routes = defineCommand({
  name: 'routes',
  summary: 'Shows who may call which route, from CloudFormation templates.',
  usage: '[TEMPLATE | DIRECTORY] [options]',
  details: `
Reads one template or all stacks in a directory (default: cdk.out), with or without this package: HTTP, REST and
WebSocket APIs of CDK apps, processed templates of AWS SAM, and templates of other tools.

A route is open if code behind it answers callers without any credentials. Fixed answers, such as those of mock
integrations and of the function for preflights, are not open.

Exit codes: 0; 1 with --fail-on-open if a route is open that is not allowed, or with --diff if a change lets in more
callers or may do so; 2 if the command is wrong; 3 with either of them if there may be routes that cannot be seen.`,
  examples: [
    ['Show the routes of the app in this directory:', 'cdk-clerk-authorizer routes'],
    [
      'Fail in CI if another route than the webhook is open:',
      "cdk-clerk-authorizer routes --fail-on-open --allow 'POST /webhooks/clerk'",
    ],
    ['Show what became more open:', 'cdk-clerk-authorizer routes --diff old-cdk.out cdk.out'],
  ],
  options: {
    'fail-on-open': { type: 'boolean', description: 'Fail if a route is open that is not allowed.' },
    allow: { type: 'string', multiple: true, value: 'KEY', description: 'A route that may be open; repeatable.' },
    'allow-file': { type: 'string', value: 'FILE', description: 'A file with such routes, one a line.' },
    diff: { type: 'boolean', description: 'Compare two templates or directories: --diff OLD NEW.' },
    markdown: { type: 'boolean', description: 'Print the tables as Markdown.' },
  },
  async run({ values, positionals }, io) {
    if (values.diff) return diff(positionals, values.json, io);
    if (positionals.length > 1) throw new UsageError('routes takes one template or directory; --diff takes two.');
    const report = readReport(positionals[0] ?? 'cdk.out');
    const allowed = readAllowed(values.allow, values['allow-file']);
    const unexpected = unexpectedlyOpen(report, allowed);
    if (values.json) io.print(json({ ...contents(report), unexpectedlyOpen: unexpected.map(routeKey) }));
    else io.print(values.markdown ? asMarkdown(report) : asTable(report, io));
    if (!values['fail-on-open']) return EXIT.ok;
    for (const message of unusedKeys(report, allowed)) io.warn(message);
    if (unexpected.length > 0) {
      io.warn(
        `${count(unexpected.length, 'route')} open without being allowed: ${unexpected.map(routeKey).join(', ')}`,
      );
      io.warn(`Guard the routes, or add --allow '${routeKey(unexpected[0])}'.`);
      return EXIT.negative;
    }
    return failIfHidden(report, io);
  },
});

function diff(paths: readonly string[], isJson: boolean | undefined, io: Io): number {
  if (paths.length !== 2) throw new UsageError('routes --diff takes two templates or directories: --diff OLD NEW.');
  const [before, after] = paths.map(readReport);
  const changes = compareReports(before, after);
  io.print(isJson ? json({ changes, hidden: after.hidden }) : asChanges(changes, io));
  const isWorse = changes.some(({ kind }) => kind === 'moreOpen' || kind === 'unclear');
  return isWorse ? EXIT.negative : failIfHidden(after, io);
}

function failIfHidden({ hidden, routes }: AccessReport, io: Io): number {
  const unknown = routes.filter(({ access }) => access === 'unknown').map(routeKey);
  for (const { message } of hidden) io.warn(message);
  if (unknown.length > 0) io.warn(`What these routes ask for is known at deployment only: ${unknown.join(', ')}`);
  return hidden.length + unknown.length > 0 ? HIDDEN : EXIT.ok;
}

function contents(report: AccessReport): object {
  const { routes: all, warnings, hidden } = report;
  return { routes: all, openRoutes: report.openRoutes(), warnings, hidden };
}

function json(value: object): string {
  return JSON.stringify(value, null, 2);
}
