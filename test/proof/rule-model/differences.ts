import type { HasCheck } from './has-checks';
import type { Claims } from './sessions';

/** An intended difference: has() returns true although the rule is not met. */
export interface Difference {
  readonly name: string;
  /** Defined by the claims and the check, never by a result. */
  readonly applies: (claims: Claims, check: HasCheck) => boolean;
}

const isFilledString = (value: unknown) => typeof value === 'string' && value !== '';
const isPresent = (claims: Claims, name: string) => claims[name] !== undefined;

export const DIFFERENCES: Difference[] = [
  {
    // has() treats every version except 2 as version 1. In a third version, the claims may have another meaning.
    name: 'a version of the claims that is neither 1 nor 2',
    applies: ({ v }) => v !== undefined && v !== 1 && v !== 2,
  },
  {
    // has() reads only the members that it needs. Clerk does not issue such a token.
    name: 'an organization in `o` that is not an object of strings with an id',
    applies: ({ v, o }) => v === 2 && o !== undefined && !isOrganization(o),
  },
  {
    name: 'an `org_id` that is not a string',
    applies: (claims) => claims.v !== 2 && isPresent(claims, 'org_id') && !isFilledString(claims.org_id),
  },
  {
    // With an organization, has() throws if `fea` is not a string, except for falsy values.
    name: 'a `fea` of 0 or false with an organization',
    applies: ({ v, o, fea }) => v === 2 && o !== undefined && (fea === 0 || fea === false),
  },
  {
    // 512 digits are 1,700 permissions. The limit bounds the CPU time of the function.
    name: 'a mask of more than 512 digits',
    applies: ({ v, o }, { params }) =>
      v === 2 && params.permission !== undefined && /\d{513}/.test(String((o as Claims | undefined)?.fpm)),
  },
  {
    // The rule builder normalizes them to `org:` and `user:`, which is impossible for an unresolved token.
    name: 'an alias of `org:` or `user:` in a feature or plan that is an unresolved token',
    applies: (_, { params, isUnresolved }) =>
      isUnresolved === true && /^(o|organization|u):/.test(params.feature ?? params.plan ?? ''),
  },
];

function isOrganization(o: unknown): boolean {
  if (typeof o !== 'object' || o === null || Array.isArray(o)) return false;
  const { id, ...more } = o as Claims;
  return (
    isFilledString(id) &&
    ['slg', 'rol', 'per', 'fpm'].every((name) => !isPresent(more, name) || typeof more[name] === 'string')
  );
}
