import fc from 'fast-check';
import { OTHER_KEY } from '../../unit/support/handler';
import { bytes, corruption, nonCanonicalBase64 } from './encoding-mutations';
import { claimMutation, headerMutation, size } from './member-mutations';
import { mutation, type TokenMutation } from './token-mutation';

const wrongKey = fc.constant(
  mutation('key', 'signed with another key', (draft) => {
    draft.key = OTHER_KEY.privateKey;
  }),
);

const anyMutation = fc.oneof(
  { weight: 14, arbitrary: claimMutation },
  { weight: 6, arbitrary: headerMutation },
  { weight: 2, arbitrary: size },
  { weight: 2, arbitrary: bytes },
  { weight: 2, arbitrary: nonCanonicalBase64 },
  { weight: 2, arbitrary: corruption },
  { weight: 1, arbitrary: wrongKey },
);

/** The mutations of one token; in most cases there is one. */
export const mutations = fc.oneof(
  { weight: 1, arbitrary: fc.constant<TokenMutation[]>([]) },
  { weight: 14, arbitrary: anyMutation.map((one) => [one]) },
  { weight: 4, arbitrary: fc.array(anyMutation, { minLength: 2, maxLength: 3 }) },
);
