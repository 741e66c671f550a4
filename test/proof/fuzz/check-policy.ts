import { deepStrictEqual, ok } from 'node:assert/strict';
import { decodePolicy, type Policy } from '../../../lambda/policy/decode-policy';
import type { Requirement } from '../../../lambda/policy/requirements';
import { Refusal } from '../../../lambda/shared/refusal';
import type { PolicyDocument, PolicyRoute } from '../../../src/policy/policy-document';

/**
 * Decodes a policy and checks that its settings and the requirements of all routes equal the JSON. Returns `undefined` if the
 * text is refused.
 */
export function checkPolicy(text: string): PolicyDocument | undefined {
  let policy: Policy;
  try {
    policy = decodePolicy(text);
  } catch (error) {
    ok(error instanceof Error, 'the thrown value is not an Error');
    return undefined;
  }
  const { requirements, ...settings } = policy;
  const { routes, defaultRoute, ...rest } = JSON.parse(text);
  deepStrictEqual(JSON.parse(JSON.stringify(settings)), rest);
  for (const [routeKey, entry] of Object.entries<PolicyRoute>(routes)) {
    checkRequirement(() => requirements.ofRoute(routeKey), entry, routes);
  }
  checkRequirement(() => requirements.ofOtherRoutes(), defaultRoute, routes);
  return { ...settings, routes, defaultRoute };
}

function checkRequirement(read: () => Requirement | undefined, entry: unknown, routes: object): void {
  let requirement: Requirement | undefined;
  try {
    requirement = read();
  } catch (error) {
    ok(error instanceof Refusal && error.reason === 'policy-invalid', 'the thrown value is not a refusal');
    return;
  }
  const isReference = typeof entry === 'object' && entry !== null && Object.hasOwn(entry, 'as');
  const expected = isReference ? new Map(Object.entries(routes)).get((entry as { as: string }).as) : entry;
  deepStrictEqual(requirement && JSON.parse(JSON.stringify(requirement)), expected);
}
