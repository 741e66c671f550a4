import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { remedyOf } from '../../../lambda/shared/reasons';
import { ClaimRule, ClerkAuthorizerDashboard, RouteAccess } from '../../../src';
import { type LogLine, realLogLines } from '../support/log-lines';
import { REASONS, STATUS } from '../support/reasons';
import { newApi, newIntegration, newStack, resources } from '../support/stack';

const page = readFileSync(join(import.meta.dirname, '../../../docs/operations.md'), 'utf8');

/** The first cells of the tables below a heading. */
function firstCells(heading: string): string[] {
  const section = page.split(/^##+ /m).find((text) => text.startsWith(`${heading}\n`)) ?? '';
  return [...section.matchAll(/^\| (.+?) \|/gm)].map(([, cell = '']) => cell);
}

test('the table of reasons is that of the function', () => {
  const rows = page.split('\n').filter((line) => /^\| `[a-z-]+` \| 403/.test(line));
  const expected = REASONS.map((reason) => {
    const http = STATUS[reason] === 401 ? '403 (401)' : '403';
    return `| \`${reason}\` | ${http} | ${STATUS[reason]} | ${remedyOf(reason)} |`;
  });
  expect(rows).toEqual(expected);
});

describe('the lines of the log', () => {
  let lines: LogLine[];
  beforeAll(async () => {
    lines = await realLogLines();
  });

  test('are all in the table, with their levels', () => {
    for (const { decision, keyFetch, level } of lines) {
      const [field, value] = decision ? ['decision', decision] : ['keyFetch', keyFetch];
      expect(page).toContain(`| \`"${field}": "${value}"\` | \`${level}\` |`);
    }
  });

  test('have the fields of the example', () => {
    const json = /^```json\n(.*?)^```/ms.exec(page)?.[1] ?? '';
    const example = JSON.parse(json) as LogLine;
    const refusal = lines.find(({ reason, decision }) => decision === 'deny' && reason === 'rule-not-met');
    expect(Object.keys(example).sort()).toEqual(Object.keys(refusal ?? {}).sort());
  });
});

test('the page names every alarm and every saved query', () => {
  const stack = newStack();
  const api = newApi({}, stack);
  api.addRoutes({ path: '/x', integration: newIntegration(), access: RouteAccess.when(ClaimRule.inOrganization()) });
  const { lambdaAuthorizer: authorizer, accessLogGroup } = api;
  const { alarms } = new ClerkAuthorizerDashboard(stack, 'Dashboard', { authorizer, accessLogGroup });
  const cells = firstCells('Metrics and alarms');
  for (const alarm of alarms) expect(cells).toContain(`\`${alarm.node.id}\``);
  for (const { Name } of resources(stack, 'AWS::Logs::QueryDefinition')) {
    const name = String(Name).split('/').pop();
    expect(cells.some((cell) => cell.startsWith(`\`${name}\``))).toBe(true);
  }
});

test('the links of the page lead somewhere', () => {
  const headings = [...page.matchAll(/^##+ (.+)$/gm)].map(([, text = '']) => text);
  const anchors = headings.map(
    (text) =>
      `#${text
        .toLowerCase()
        .replace(/[^\w -]/g, '')
        .replaceAll(' ', '-')}`,
  );
  for (const [, link = ''] of page.matchAll(/\]\(([^)]+)\)/g)) {
    if (link.startsWith('#')) expect(anchors).toContain(link);
    else expect(existsSync(join(import.meta.dirname, '../../../docs', link))).toBe(true);
  }
});
