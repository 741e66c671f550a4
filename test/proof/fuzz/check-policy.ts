import { deepStrictEqual, ok } from 'node:assert/strict';
import { brotliDecompressSync } from 'node:zlib';
import { decodePolicy } from '../../../lambda/policy/decode-policy';
import type { PolicyDocument } from '../../../src/policy/policy-document';

/** The policy, which has to be all that the text says; `undefined` if the text is refused. */
export function checkPolicy(text: string): PolicyDocument | undefined {
  let policy: PolicyDocument;
  try {
    policy = decodePolicy(text);
  } catch (error) {
    ok(error instanceof Error, 'no Error');
    return undefined;
  }
  deepStrictEqual(JSON.parse(JSON.stringify(policy)), meaningOf(text));
  return policy;
}

function meaningOf(text: string): unknown {
  const { packed, ...rest } = JSON.parse(text);
  const content = packed && JSON.parse(brotliDecompressSync(Buffer.from(packed, 'base64')).toString());
  return JSON.parse(JSON.stringify({ ...rest, ...content })); // once more for the sake of -0
}
