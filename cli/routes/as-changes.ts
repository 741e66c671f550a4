import type { AccessChange } from '../../report/diff';
import type { Format, Io } from '../shared/io';
import { table } from '../shared/table';
import { difference, movesToOtherAuthorizer } from './difference';
import { count } from './words';

const TITLES: Record<AccessChange['kind'], [title: (n: number) => string, colour: Format]> = {
  moreOpen: [(n) => `${count(n, 'change')} to more open`, 'red'],
  unclear: [(n) => `${count(n, 'change')} of which it cannot be told whether more callers are let in`, 'yellow'],
  lessOpen: [(n) => `${count(n, 'change')} to less open`, 'green'],
  added: [(n) => `${count(n, 'new guarded route')}`, 'green'],
};

const OTHER_AUTHORIZER =
  'On an HTTP API, a bad token gets 401 from jwt and 403 from lambda, and the event has the caller in authorizer.jwt or authorizer.lambda.';

/** Writes what became more open and what less. The worst comes first. */
export function asChanges(changes: readonly AccessChange[], io: Io): string {
  if (changes.length === 0) return io.style('green', 'Nobody may call more or less than before.');
  const kinds = Object.keys(TITLES) as AccessChange['kind'][];
  const sections = kinds.flatMap((kind) => {
    const [title, colour] = TITLES[kind];
    const some = changes.filter((change) => change.kind === kind);
    if (some.length === 0) return [];
    const rows = some.map(({ api, methods, path, before, after }) => [
      methods.join(' '),
      path,
      difference(before, after),
      api,
    ]);
    return `${io.style(colour, title(some.length))}\n${table(rows, io.columns ?? 120)}`;
  });
  const moves = changes.some(({ before, after }) => movesToOtherAuthorizer(before, after));
  return [...sections, ...(moves ? [OTHER_AUTHORIZER] : [])].join('\n\n');
}
