import { checkPolicy } from '../../check-policy';
import { POLICIES } from '../../policies';

const RULES = [
  { op: 'oneOf', claim: ['a', 'b'], values: ['x', 1, true] },
  {
    op: 'allOf',
    rules: [
      { op: 'atLeast', claim: ['n'], value: 1 },
      { op: 'noneOf', rules: [{ op: 'exists', claim: ['c'] }] },
    ],
  },
  { op: 'reverified', level: 'first_factor', afterMinutes: 10 },
  { op: 'inOrganization' },
];

export const title = 'policy documents, as text';
export const isAsync = false;
export const seeds = [
  ...Object.values(POLICIES),
  { ...POLICIES.plain, routes: Object.fromEntries(RULES.map((rule, index) => [`GET /${index}`, rule])) },
].map((policy) => JSON.stringify(policy));
export const dictionary = [
  ...[
    'v',
    'issuer',
    'audience',
    'keys',
    'tokenSources',
    'tokenKinds',
    'rules',
    'routes',
    'as',
    'env',
    'defaultRoute',
    'cached',
  ],
  ...['op', 'claim', 'value', 'values', 'ids', 'level', 'afterMinutes', 'in', 'name', '__proto__', 'toString'],
].map((name) => `"${name}":`);
export const reached = { count: 0 };

export function fuzz(data: Buffer): void {
  if (checkPolicy(data.toString())) reached.count++;
}
