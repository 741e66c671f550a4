import fc from 'fast-check';

/** The callers that a route is for. */
export type Audience = 'everyone' | 'members' | 'admins';

/** The methods with their own route each where a protected route serves all methods. */
export const VERBS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];
/** Other methods, and texts that are not methods. */
const UNUSUAL_METHODS = ['OPTIONS', 'TRACE', 'CONNECT', 'PROPFIND', 'PURGE', 'QUERY', 'get', 'Post', 'ANY', '*'];

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

/** Texts to put before a path. */
const PREFIXES = [
  '//',
  '/.',
  '/..',
  '/%2e',
  '/;',
  '/public/..',
  '/public/%2e%2e',
  '/public/..%2f',
  '/public/%252e%252e',
];
/** Texts to put after a path. */
const SUFFIXES = [
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
/** Texts to replace a slash with. */
const SLASHES = [
  ...['//', '///', '%2F', '%2f', '%252F', '%252f', '\\', '%5C', '%5c', '∕', '／', '/./', '/%2e/', '/%2E/'],
  ...['/x/../', '/x/%2e%2e/', '/x/%2E%2e/', '/x/%252e%252e/', '/..;/', '/;/', ';a=b/', '%00/', '%20/', '/%20'],
];

/** Changes a path, some of them at the position `at`. */
type Mutation = (path: string, at: number) => string;

const hex = (text: string) => [...Buffer.from(text)].map((byte) => byte.toString(16).padStart(2, '0'));
const atLetter =
  (change: (letter: string) => string): Mutation =>
  (path, at) =>
    path.slice(0, at) + change(path.charAt(at)) + path.slice(at + 1);

const MUTATIONS: Mutation[] = [
  ...PREFIXES.map(
    (text): Mutation =>
      (path) =>
        text + path,
  ),
  ...SUFFIXES.map(
    (text): Mutation =>
      (path) =>
        path + text,
  ),
  ...SLASHES.map(
    (text): Mutation =>
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

/** Headers that some frameworks use to override the method or the path. */
const HEADERS: Record<string, string>[] = [
  {},
  { 'x-http-method-override': 'GET' },
  { 'x-http-method-override': 'OPTIONS' },
  { 'x-original-url': '/public/a' },
  { 'x-rewrite-url': '/admin/users' },
  { 'x-forwarded-prefix': '/admin' },
];

const mutations = fc.array(fc.tuple(fc.constantFrom(...MUTATIONS), fc.nat(12)), { maxLength: 3 });

/** Generates requests that try to bypass the authorizer: mutated paths, unusual methods, override headers. */
export function anyRequest<Api extends string, Caller extends string>(
  apis: readonly Api[],
  callers: readonly Caller[],
) {
  return fc.record({
    api: fc.constantFrom(...apis),
    caller: fc.constantFrom(...callers),
    method: fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...VERBS) }, fc.constantFrom(...UNUSUAL_METHODS)),
    path: fc
      .tuple(fc.constantFrom(...PATHS), mutations)
      .map(([path, list]) => list.reduce((mutated, [mutate, at]) => mutate(mutated, at), path)),
    headers: fc.constantFrom(...HEADERS),
    /** Whether the request target is an absolute URL, as in requests to a proxy. */
    absolute: fc.nat(9).map((n) => n === 0),
  });
}
