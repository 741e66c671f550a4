import { readFileSync } from 'node:fs';
import { AccessReport } from '../../../report/access-report';
import type { RouteReport } from '../../../report/route-report';
import { routeKey } from '../../../src/access/api-route';

/** A route in one line: its key, what it asks for, and what preflights get. */
export function line(route: RouteReport): string {
  const { access, requirement, rule, preflight, isFixedAnswer, apiKeyRequired, warnings } = route;
  const words = [access, apiKeyRequired && 'and key', requirement, rule && `(${rule})`, isFixedAnswer && 'fixed'];
  const notes = [preflight && `preflight ${preflight}`, ...warnings].filter(Boolean);
  return [`${routeKey(route)}: ${words.filter(Boolean).join(' ')}`, ...notes].join(', ');
}

export function lines(template: object): string[] {
  return AccessReport.fromTemplate(template).routes.map(line);
}

export function fixture(name: string): object {
  return JSON.parse(readFileSync(`test/fixtures/templates/${name}.json`, 'utf8'));
}
