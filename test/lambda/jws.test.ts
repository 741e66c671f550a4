import { expect, test } from 'vitest';
import { outcomeOf } from './support';

// Base64url has the letters of these as well, so that a good JWT may hold them by chance.
test.each(['x.oat_1.x', 'x.mt_1.x', 'x.x.ak_1'])(
  'what begins opaque tokens says nothing further on: %s',
  async (token) => {
    expect(await outcomeOf(token)).toBe('token-invalid');
  },
);
