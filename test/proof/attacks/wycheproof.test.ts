import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createJwksCache } from '../../../lambda/keys/jwks-cache';
import { createFixedKeys, createKeyObject, isSignedBy, type KeySource } from '../../../lambda/keys/keys';
import { Refusal } from '../../../lambda/shared/refusal';
import { parseJws } from '../../../lambda/token/jws';
import type { PolicyKey } from '../../../src/policy/policy-document';
import { event, policy } from '../../unit/support/handler';
import { record } from '../evidence';
import { attempt } from './attempt';

interface Vector {
  readonly tcId: number;
  readonly comment: string;
  readonly result: 'valid' | 'invalid' | 'acceptable';
}

interface JwsVector extends Vector {
  readonly jws: string;
}

interface JwsGroup {
  /** Absent for symmetric keys. */
  readonly public?: object;
  readonly private: object;
  readonly tests: JwsVector[];
}

interface RsaGroup {
  readonly publicKeyPem: string;
  readonly tests: (Vector & { readonly msg: string; readonly sig: string })[];
}

/** Vectors for which we intentionally give another verdict: the verdict and the reason. */
const DIFFERENCES: Record<string, readonly [verdict: string, why: string]> = {
  'json_web_key_test 7': ['verified', 'rejecting weak keys (ROCA) is up to the issuer of the keys, Clerk'],
  'json_web_signature_test 372': ['token-invalid', 'an invalid base64url header has no alg that could be checked'],
};

const read = <Group>(file: string): Group[] =>
  JSON.parse(readFileSync(`${__dirname}/../../vectors/wycheproof/${file}.json`, 'utf8')).testGroups;

const jwksOf = (group: JwsGroup): string => {
  const key = group.public ?? group.private;
  return JSON.stringify('keys' in key ? key : { keys: [key] });
};

/** Returns `verified` or the reason of the refusal, using the function's code up to and including the signature. */
async function verdictOf(token: string, keys: KeySource): Promise<string> {
  try {
    const jws = parseJws(token);
    return (await keys.verifySignature(jws)) ? 'verified' : 'token-invalid-signature';
  } catch (error) {
    if (error instanceof Refusal) return error.reason;
    throw error;
  }
}

function algorithmOf(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token.split('.')[0], 'base64url').toString()).alg;
  } catch {
    return undefined;
  }
}

/** Whether the verdict is right: verified, refused because of another algorithm, or refused for any reason. */
function isExpected(verdict: string, { result, jws }: JwsVector, difference?: readonly [string, string]): boolean {
  if (difference) return verdict === difference[0];
  if (result === 'invalid') return verdict !== 'verified';
  return verdict === (algorithmOf(jws) === 'RS256' ? 'verified' : 'token-invalid-algorithm');
}

describe.each(['json_web_signature_test', 'json_web_key_test'])('Wycheproof, %s', (file) => {
  const vectors = read<JwsGroup>(file).flatMap((group) => group.tests.map((vector) => ({ group, vector })));

  test('every vector gets the expected verdict', async () => {
    const verdicts: string[] = [];
    const disagreements: string[] = [];
    for (const { group, vector } of vectors) {
      const keys = createJwksCache(
        '',
        async () => jwksOf(group),
        Date.now,
        () => {},
      );
      const verdict = await verdictOf(vector.jws, keys);
      verdicts.push(verdict);
      const { tcId, comment, result } = vector;
      const difference = DIFFERENCES[`${file} ${tcId}`];
      if (!isExpected(verdict, vector, difference)) disagreements.push(`${tcId} ${comment}: ${result}, ${verdict}`);
    }
    expect(disagreements).toEqual([]);
    expect(verdicts).toContain('verified'); // shows that the test can verify at all
    record({
      section: 'Known attacks',
      what: `Project Wycheproof, ${file}`,
      count: verdicts.length,
      unexplained: disagreements.length,
      remark: Object.entries(DIFFERENCES)
        .filter(([id]) => id.startsWith(file))
        .map(([id, [verdict, why]]) => `vector ${id.split(' ')[1]} intentionally: ${verdict}, ${why}`)
        .join('; '),
    });
  });

  test('no vector is granted, because none is a token of the issuer', async () => {
    for (const { group, vector } of vectors) {
      const document = policy({ keys: undefined, tokenKinds: ['session', 'oauth', 'm2m', 'template'] });
      expect(await attempt(event(vector.jws), document, async () => jwksOf(group))).not.toBe('granted');
    }
  });
});

test('Wycheproof, json_web_signature_test: a PEM key gives the same verdict as a JWKS', async () => {
  const groups = read<JwsGroup>('json_web_signature_test').filter(({ public: key }) => key && isRs256Key(key));
  const disagreements: string[] = [];
  for (const group of groups) {
    for (const vector of group.tests) {
      const verdict = await verdictOf(vector.jws, createFixedKeys([group.public as PolicyKey]));
      if (!isExpected(verdict, vector)) disagreements.push(`${vector.tcId} ${vector.comment}: ${verdict}`);
    }
  }
  expect(disagreements).toEqual([]);
  expect(groups.length).toBeGreaterThan(1);
});

test('Wycheproof, rsa_signature_2048_sha256_test: every signature gets the expected verdict', () => {
  const disagreements: string[] = [];
  let count = 0;
  for (const { publicKeyPem, tests } of read<RsaGroup>('rsa_signature_2048_sha256_test')) {
    const key = createKeyObject(createPublicKey(publicKeyPem).export({ format: 'jwk' }) as unknown as PolicyKey);
    for (const { tcId, comment, result, msg, sig } of tests) {
      const jws = { signingInput: Buffer.from(msg, 'hex'), signature: Buffer.from(sig, 'hex') };
      const isVerified = isSignedBy(jws as never, key);
      count++;
      // `acceptable` is a legacy encoding that a library may accept. Clerk does not use it.
      if (isVerified !== (result === 'valid')) disagreements.push(`${tcId} ${comment}: ${result}, ${isVerified}`);
    }
  }
  expect(disagreements).toEqual([]);
  record({
    section: 'Known attacks',
    what: 'Project Wycheproof, rsa_signature_2048_sha256_test',
    count,
    unexplained: disagreements.length,
    remark: 'only the signature check of the function; "acceptable" vectors are refused',
  });
});

function isRs256Key(key: object): boolean {
  const { kty, alg, use } = key as Record<string, unknown>;
  return kty === 'RSA' && alg === 'RS256' && use === 'sig';
}
