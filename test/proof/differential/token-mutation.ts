import fc from 'fast-check';
import type { Draft } from './token';

/** One change of a token that Clerk has not made. It may be harmless. */
export interface TokenMutation {
  readonly where: 'header' | 'claims' | 'key' | 'encoding';
  readonly what: string;
  readonly apply: (draft: Draft) => void;
}

export const PARTS = ['header', 'claims'] as const;
export type PartName = (typeof PARTS)[number];

/** The length of the base64url signature of an RSA key of 2048 bits. */
export const SIGNATURE_LENGTH = 342;

/** Creates a mutation. fast-check prints `what` if a test fails. */
export function mutation(where: TokenMutation['where'], what: string, apply: TokenMutation['apply']): TokenMutation {
  return Object.assign({ where, what, apply }, { [fc.toStringMethod]: () => what });
}
