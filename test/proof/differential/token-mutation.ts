import fc from 'fast-check';
import type { Draft } from './token';

/** One thing about a token that is not as Clerk makes it, and may be harmless. */
export interface Flaw {
  readonly where: 'header' | 'claims' | 'key' | 'text';
  readonly what: string;
  readonly apply: (draft: Draft) => void;
}

export const PARTS = ['header', 'claims'] as const;
export type PartName = (typeof PARTS)[number];

/** How long base64url makes the signature of an RSA key of 2048 bits. */
export const SIGNATURE_LENGTH = 342;

/** A failure prints `what`. */
export function flaw(where: Flaw['where'], what: string, apply: Flaw['apply']): Flaw {
  return Object.assign({ where, what, apply }, { [fc.toStringMethod]: () => what });
}
