import { describe, expect, test } from 'vitest';
import { API, restRequest } from '../../support/events';
import { policy as httpPolicy, mint, sessionClaims } from '../../support/handler';
import { allows, answerOf } from '../../support/iam';

const policy = () => httpPolicy({ routes: {}, defaultRoute: 'signedIn' });

describe('the size of a response', () => {
  const sizeOf = (response: unknown) => Buffer.byteLength(JSON.stringify(response));
  const o = (per: string, fpm: string) => ({ o: { id: 'org_1', per, fpm } });

  test('claims are left out if they exceed the limit of API Gateway', async () => {
    const long = mint(sessionClaims({ x: '"'.repeat(2500) }));
    expect(long.length).toBeLessThan(8192);
    const response = await answerOf(restRequest(long), policy());
    expect(sizeOf(response)).toBeLessThan(8192);
    expect([response.context.userId, response.context.claims]).toEqual(['user_1', undefined]);
    expect(allows(response, `${API}/test/GET/request`)).toBe(true);
  });

  test('permissions are left out first, since the claims contain them', async () => {
    const names = Array.from({ length: 40 }, (_, index) => `permission_${index}`);
    const features = Array.from({ length: 20 }, (_, index) => `o:feature_${index}`);
    const masks = features.map(() => String(2n ** 40n - 1n));
    const response = await answerOf(
      restRequest(mint(sessionClaims({ ...o(names.join(), masks.join()), fea: features.join() }))),
      policy(),
    );
    expect(sizeOf(response)).toBeLessThan(8192);
    expect([response.context.orgId, response.context.permissions]).toEqual(['org_1', undefined]);
    expect(JSON.parse(response.context.claims ?? '')).toMatchObject({ o: { per: names.join() } });
  });

  test('the limit is 8192 bytes', async () => {
    const answerWith = (padding: number) =>
      answerOf(restRequest(mint(sessionClaims({ x: '"'.repeat(1500) + 'x'.repeat(padding) }))), policy());
    const padding = 8192 - sizeOf(await answerWith(0));
    const largest = await answerWith(padding);
    expect([sizeOf(largest), largest.context.claims]).toEqual([8192, expect.stringContaining('xxxx')]);
    expect((await answerWith(padding + 1)).context.claims).toBeUndefined();
  });

  test('claims within the limit are kept', async () => {
    const response = await answerOf(restRequest(mint(sessionClaims({ x: 'x'.repeat(4000) }))), policy());
    expect(response.context.claims).toContain('xxxx');
  });
});
