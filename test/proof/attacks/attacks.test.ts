import { afterAll, expect, test } from 'vitest';
import { algorithms, confusions } from './algorithm-confusion';
import { describeFamily } from './attack-group';
import { encodings } from './base64url';
import { lookAlikeClaims } from './confusables';
import { invalidBytes } from './invalid-utf8';
import { jsonTricks, ruleTricks } from './json-edge-cases';
import { keyInjections } from './key-injection';
import { bombs } from './resource-exhaustion';
import { signatures } from './signature-forgery';
import { listen } from './static-server';
import { forms } from './token-formats';

const mallory = await listen(() => JSON.stringify({ keys: [] }));
afterAll(() => mallory.close());

describeFamily('names of algorithms', algorithms);
describeFamily('the public key as a secret', confusions);
describeFamily('keys and places of keys in the header', keyInjections(mallory.url));
describeFamily('other forms of token', forms);
describeFamily('signatures', signatures);
describeFamily('spellings of base64url', encodings);
describeFamily('tricks of JSON', jsonTricks);
describeFamily('text that looks alike', lookAlikeClaims);
describeFamily('bytes that are no UTF-8', invalidBytes);
describeFamily('bombs', bombs);
describeFamily('claims that only seem to meet a rule', ruleTricks);

test('no server that a token named was asked for anything', async () => {
  expect(mallory.requests).toEqual([]);
  await fetch(mallory.url); // it would have answered
  expect(mallory.requests).toEqual(['GET /']);
});
