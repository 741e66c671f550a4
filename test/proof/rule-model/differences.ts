import type { Question } from './has-checks';
import type { Claims } from './sessions';

/** Where has() says yes and we do not, on purpose. Nothing else may differ. */
export interface Difference {
  readonly name: string;
  /** Told from what was asked and from the claims alone, never from an answer. */
  readonly applies: (claims: Claims, question: Question) => boolean;
}

const isText = (value: unknown) => typeof value === 'string' && value !== '';
const isThere = (claims: Claims, name: string) => claims[name] !== undefined;

export const DIFFERENCES: Difference[] = [
  {
    // has() takes every version but 2 for the first; a third one may give the claims another meaning.
    name: 'a version of the claims that is neither 1 nor 2',
    applies: ({ v }) => v !== undefined && v !== 1 && v !== 2,
  },
  {
    // has() looks at what was asked for only. Whoever made this token was not the Clerk that we know.
    name: 'an organization in `o` that is no object with texts and an id',
    applies: ({ v, o }) => v === 2 && o !== undefined && !isOrganization(o),
  },
  {
    name: 'an `org_id` that is no text',
    applies: (claims) => claims.v !== 2 && isThere(claims, 'org_id') && !isText(claims.org_id),
  },
  {
    // has() fails on a `fea` that is no text beside an organization, except on those that JavaScript takes for nothing.
    name: 'a `fea` of 0 or false beside an organization',
    applies: ({ v, o, fea }) => v === 2 && o !== undefined && (fea === 0 || fea === false),
  },
  {
    // 1,700 permissions. Longer ones would make a token into work for the function.
    name: 'a mask of more than 512 digits',
    applies: ({ v, o }, { asked }) =>
      v === 2 && asked.permission !== undefined && /\d{513}/.test(String((o as Claims | undefined)?.fpm)),
  },
  {
    // The builder writes them as `org:` and `user:`, and cannot for a text that it has not got.
    name: 'another spelling of `org:` or `user:` in a feature or plan that is known at deployment only',
    applies: (_, { asked, isUnchecked }) =>
      isUnchecked === true && /^(o|organization|u):/.test(asked.feature ?? asked.plan ?? ''),
  },
];

function isOrganization(o: unknown): boolean {
  if (typeof o !== 'object' || o === null || Array.isArray(o)) return false;
  const { id, ...more } = o as Claims;
  return (
    isText(id) && ['slg', 'rol', 'per', 'fpm'].every((name) => !isThere(more, name) || typeof more[name] === 'string')
  );
}
