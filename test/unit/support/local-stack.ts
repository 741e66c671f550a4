import { App, Stack } from 'aws-cdk-lib';
import { ClaimRule } from '../../../src';

/** A rule, and the options of a session token that meets it. */
export const ADMIN = ClaimRule.claim('metadata', 'role').equalTo('admin');
export const IS_ADMIN = { claims: { metadata: { role: 'admin' } } };

/** Returns a stack of its own app with what a function defines in it. */
export function stackWith(define: (stack: Stack) => void): Stack {
  const stack = new Stack(new App(), 'Stack');
  define(stack);
  return stack;
}
