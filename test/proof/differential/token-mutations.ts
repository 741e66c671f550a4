import fc from 'fast-check';
import { OTHER_KEY } from '../../unit/support/handler';
import { bytes, damage, spelling } from './encoding-mutations';
import { claimFlaw, headerFlaw, size } from './member-mutations';
import { type Flaw, flaw } from './token-mutation';

const wrongKey = fc.constant(
  flaw('key', 'signed with another key', (draft) => {
    draft.key = OTHER_KEY.privateKey;
  }),
);

const anyFlaw = fc.oneof(
  { weight: 14, arbitrary: claimFlaw },
  { weight: 6, arbitrary: headerFlaw },
  { weight: 2, arbitrary: size },
  { weight: 2, arbitrary: bytes },
  { weight: 2, arbitrary: spelling },
  { weight: 2, arbitrary: damage },
  { weight: 1, arbitrary: wrongKey },
);

/** Usually one. */
export const flaws = fc.oneof(
  { weight: 1, arbitrary: fc.constant<Flaw[]>([]) },
  { weight: 14, arbitrary: anyFlaw.map((one) => [one]) },
  { weight: 4, arbitrary: fc.array(anyFlaw, { minLength: 2, maxLength: 3 }) },
);
