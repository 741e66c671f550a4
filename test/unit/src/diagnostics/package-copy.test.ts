import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RestApi } from 'aws-cdk-lib/aws-apigateway';
import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import * as clerk from '../../../../src';
import { diagnostic } from '../../support/diagnostic';
import { CLERK, newApi, newIntegration, newStack } from '../../support/stack';

let other: typeof clerk;

beforeAll(async () => {
  vi.resetModules();
  other = await import('../../../../src');
});

const resource = 'https://mcp.example.com/mcp';
const metadataOf = ({ ProtectedResourceMetadata }: typeof clerk) => ProtectedResourceMetadata.of({ resource });

/** Every place that takes a value of one of the package's classes. */
const USES: Record<string, (copy: typeof clerk) => unknown> = {
  access: ({ RouteAccess: { signedIn } }) =>
    newApi().addRoutes({ path: '/x', methods: [HttpMethod.GET], integration: newIntegration(), access: signedIn() }),
  defaultAccess: (copy) => newApi({ defaultAccess: copy.RouteAccess.anyone() }),
  rule: (copy) => clerk.RouteAccess.when(copy.ClaimRule.hasRole('org:admin')),
  rules: (copy) => clerk.ClaimRule.anyOf(clerk.ClaimRule.hasRole('org:owner'), copy.ClaimRule.hasRole('org:admin')),
  reverification: (copy) => clerk.ClaimRule.reverified(copy.Reverification.strict()),
  keys: (copy) => newApi({ keys: copy.ClerkKeys.fromJwks() }),
  tokenSources: (copy) => newApi({ tokenSources: [copy.TokenSource.queryString('token')] }),
  accessLogs: (copy) => newApi({ accessLogs: copy.AccessLogs.disabled() }),
  protectedResourceMetadata: (copy) => newApi({ protectedResourceMetadata: metadataOf(copy) }),
  metadata: (copy) => {
    const stack = newStack();
    const restApi = new RestApi(stack, 'Api');
    const { frontendApiUrl } = CLERK;
    new clerk.ClerkRestMetadataEndpoint(stack, 'Metadata', { restApi, frontendApiUrl, metadata: metadataOf(copy) });
  },
};

describe('a value of a second copy of the package', () => {
  test.each(Object.entries(USES))('as %s fails, and the message names the copy and how to find it', (prop, use) => {
    expect(() => use(other)).toThrow(diagnostic('Package.secondCopy'));
    expect(() => use(other)).toThrow(`'${prop}' comes from a second copy of this package`);
    expect(() => use(other)).toThrow(
      `that one is ${process.cwd()}, and this one is ${process.cwd()}; list who installs`,
    );
    expect(() => use(clerk)).not.toThrow();
  });

  test('as the metadata of gateway responses', () => {
    const stack = newStack();
    const restApi = new RestApi(stack, 'Api');
    const create = () =>
      new clerk.ClerkGatewayResponses(stack, 'R', { restApi, protectedResourceMetadata: metadataOf(other) });
    expect(create).toThrow(diagnostic('Package.secondCopy'));
  });

  test('is recognised for every class that is made by its own methods only', () => {
    const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
    const texts = files.map((file) => readFileSync(join('src', file), 'utf8'));
    const exported = texts.filter((text) => text.includes('  private constructor(')).join('\n');
    const classes = [...exported.matchAll(/^export class (\w+) \{/gm)].map(([, name]) => name);
    expect(classes.length).toBeGreaterThan(7);
    expect(classes.filter((name) => !exported.includes(`markCopy(${name});`))).toEqual([]);
  });
});

test.each<[string, () => unknown]>([
  ['reverification', () => clerk.ClaimRule.reverified('strict' as never)],
  ['protectedResourceMetadata', () => newApi({ protectedResourceMetadata: { resource } as never })],
])('a value of another type as %s fails as before', (prop, use) => {
  expect(use).toThrow(diagnostic('Props.type'));
  expect(use).toThrow(`'${prop}' is not of the type that it takes`);
});
