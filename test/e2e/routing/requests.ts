import fc from 'fast-check';

/** Whom a route is for. */
export type Whom = 'everyone' | 'members' | 'admins';

/** The methods that carry a request, and what else may stand in the place of one. */
export const VERBS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];
const ODD_METHODS = ['OPTIONS', 'TRACE', 'CONNECT', 'PROPFIND', 'PURGE', 'QUERY', 'get', 'Post', 'ANY', '*'];

const PATHS = [
  '/',
  '/public/a',
  '/admin',
  '/admin/users',
  '/admin/status',
  '/items/1',
  '/items/special',
  '/items/1/notes',
  '/other',
];

const BEFORE = ['//', '/.', '/..', '/%2e', '/;', '/public/..', '/public/%2e%2e', '/public/..%2f', '/public/%252e%252e'];
const AFTER = [
  ...[
    '/',
    '//',
    '/.',
    '/..',
    '/%2e%2e',
    '.',
    ';',
    ';a=b',
    '.json',
    '*',
    ':',
    '\\',
    '%20',
    '%00',
    '%0a',
    '%09',
    '%',
    '%zz',
  ],
  ...['?', '?a=/../b', '?path=%2fpublic', '#', '#/public/a', 'é', '\u200b', '／x', ' ', '\0', '~', '/a'.repeat(300)],
  'a'.repeat(4000),
];
/** In the place of a slash. */
const SLASHES = [
  ...['//', '///', '%2F', '%2f', '%252F', '%252f', '\\', '%5C', '%5c', '∕', '／', '/./', '/%2e/', '/%2E/'],
  ...['/x/../', '/x/%2e%2e/', '/x/%2E%2e/', '/x/%252e%252e/', '/..;/', '/;/', ';a=b/', '%00/', '%20/', '/%20'],
];

type Twist = (path: string, at: number) => string;

const hex = (text: string) => [...Buffer.from(text)].map((byte) => byte.toString(16).padStart(2, '0'));
const atLetter =
  (change: (letter: string) => string): Twist =>
  (path, at) =>
    path.slice(0, at) + change(path.charAt(at)) + path.slice(at + 1);

const TWISTS: Twist[] = [
  ...BEFORE.map(
    (text): Twist =>
      (path) =>
        text + path,
  ),
  ...AFTER.map(
    (text): Twist =>
      (path) =>
        path + text,
  ),
  ...SLASHES.map(
    (text): Twist =>
      (path, at) => {
        const slash = path.lastIndexOf('/', at);
        return path.slice(0, slash) + text + path.slice(slash + 1);
      },
  ),
  atLetter((letter) =>
    hex(letter)
      .map((byte) => `%${byte}`)
      .join(''),
  ),
  atLetter((letter) =>
    hex(letter)
      .map((byte) => `%${byte.toUpperCase()}`)
      .join(''),
  ),
  atLetter((letter) =>
    hex(letter)
      .map((byte) => `%25${byte}`)
      .join(''),
  ),
  atLetter((letter) => letter.toUpperCase()),
  atLetter((letter) => `${letter}\u0301`),
];

/** Headers by which some frameworks let themselves be told another method or path. */
const HEADERS: Record<string, string>[] = [
  {},
  { 'x-http-method-override': 'GET' },
  { 'x-http-method-override': 'OPTIONS' },
  { 'x-original-url': '/public/a' },
  { 'x-rewrite-url': '/admin/users' },
  { 'x-forwarded-prefix': '/admin' },
];

const twists = fc.array(fc.tuple(fc.constantFrom(...TWISTS), fc.nat(12)), { maxLength: 3 });

/** A request as somebody sends it who looks for a way around. */
export function anyRequest<Api extends string, Caller extends string>(
  apis: readonly Api[],
  callers: readonly Caller[],
) {
  return fc.record({
    api: fc.constantFrom(...apis),
    caller: fc.constantFrom(...callers),
    method: fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...VERBS) }, fc.constantFrom(...ODD_METHODS)),
    path: fc
      .tuple(fc.constantFrom(...PATHS), twists)
      .map(([path, list]) => list.reduce((twisted, [twist, at]) => twist(twisted, at), path)),
    headers: fc.constantFrom(...HEADERS),
    /** The target with scheme and host, as proxies get it. */
    absolute: fc.nat(9).map((n) => n === 0),
  });
}
