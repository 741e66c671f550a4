import { existsSync, readFileSync } from 'node:fs';
import type { AccessReport } from '../../report/access-report';
import { isOpen, type RouteReport } from '../../report/route-report';
import { routeKey } from '../../src/access/api-route';
import { closest } from '../../src/diagnostics/closest';
import { UsageError } from '../shared/usage-error';

/** Returns the keys of routes that may be open: those of the command line, and those of a file. */
export function readAllowed(keys: readonly string[] = [], file?: string): readonly string[] {
  if (file === undefined) return keys;
  if (!existsSync(file)) throw new UsageError('The file of --allow-file does not exist.');
  const lines = readFileSync(file, 'utf8').split('\n');
  const listed = lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
  return [...keys, ...listed];
}

/** Returns the open routes that are not in the allow list. */
export function unexpectedlyOpen(report: AccessReport, allowed: readonly string[]): RouteReport[] {
  return report.routes.filter((route) => isOpen(route) && !allowed.includes(routeKey(route)));
}

/** Describes keys that allow nothing: the route is not open any more, or is spelled in another way. */
export function unusedKeys(report: AccessReport, allowed: readonly string[]): string[] {
  const open = report.openRoutes();
  return allowed
    .filter((key) => !open.includes(key))
    .map((key) => {
      const guess = closest(key, open);
      return `${key} is allowed, but is no open route${guess ? `; did you mean ${guess}?` : '.'}`;
    });
}
