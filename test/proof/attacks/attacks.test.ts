import { afterAll, expect, test } from 'vitest';
import { algorithms, hmacConfusions } from './algorithm-confusion';
import { describeAttacks } from './attack-group';
import { misencodedTokens } from './base64url';
import { confusableClaims } from './confusables';
import { invalidUtf8 } from './invalid-utf8';
import { claimEdgeCases, jsonEdgeCases } from './json-edge-cases';
import { keyInjections } from './key-injection';
import { oversizedTokens } from './resource-exhaustion';
import { forgedSignatures } from './signature-forgery';
import { startStaticServer } from './static-server';
import { otherFormats } from './token-formats';

const attacker = await startStaticServer(() => JSON.stringify({ keys: [] }));
afterAll(() => attacker.close());

describeAttacks('values of alg', algorithms);
describeAttacks('algorithm confusion: the public key as an HMAC secret', hmacConfusions);
describeAttacks('keys and key URLs in the header', keyInjections(attacker.url));
describeAttacks('other token formats', otherFormats);
describeAttacks('forged signatures', forgedSignatures);
describeAttacks('non-canonical base64url', misencodedTokens);
describeAttacks('JSON edge cases', jsonEdgeCases);
describeAttacks('confusable strings in claims', confusableClaims);
describeAttacks('invalid UTF-8', invalidUtf8);
describeAttacks('oversized and deeply nested tokens', oversizedTokens);
describeAttacks('claims that only appear to meet a rule', claimEdgeCases);

test('no URL in a token is called', async () => {
  expect(attacker.requests).toEqual([]);
  await fetch(attacker.url); // shows that the server would have answered
  expect(attacker.requests).toEqual(['GET /']);
});
