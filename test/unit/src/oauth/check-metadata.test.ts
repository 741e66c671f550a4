import { describe, expect, test } from 'vitest';
import { ProtectedResourceMetadata, type ProtectedResourceMetadataOptions } from '../../../../src';
import { RESOURCE } from '../../support/metadata';

describe('an invalid option fails with its id and the corrected line', () => {
  test.each([
    ['', "write resource: 'https://mcp.example.com/mcp'"],
    [undefined, "write resource: 'https://mcp.example.com/mcp'"],
    ['mcp.example.com', "write resource: 'https://mcp.example.com/mcp'"],
    ['http://mcp.example.com/mcp', "write resource: 'https://mcp.example.com/mcp'"],
    ['https://mcp.example.com/mcp/', "write resource: 'https://mcp.example.com/mcp'"],
    ['https://mcp.example.com/mcp#x', "write resource: 'https://mcp.example.com/mcp'"],
    ['https://api.example.com/mcp?x=1', "write resource: 'https://api.example.com/mcp'"],
    ['https://user:secret@api.example.com/a', "write resource: 'https://api.example.com/a'"],
    ['https://API.example.com/a', "write resource: 'https://api.example.com/a'"],
    ['https://api.example.com:443/a', "write resource: 'https://api.example.com/a'"],
    ['https://api.example.com/a b', "write resource: 'https://mcp.example.com/mcp'"],
    [`https://api.example.com/a'"`, "write resource: 'https://mcp.example.com/mcp'"],
    ['https://api.example.com/{id}', "write resource: 'https://mcp.example.com/mcp'"],
  ])('resource %s', (resource, fix) => {
    const make = () => ProtectedResourceMetadata.of({ resource: resource as string });
    expect(make).toThrow(`${fix} [cdk-clerk-authorizer:ProtectedResourceMetadata.resource]`);
  });

  test.each<[string, Partial<ProtectedResourceMetadataOptions>]>([
    ['scopes', { scopesSupported: [] }],
    ['scopes', { scopesSupported: ['openid profile'] }],
    ['scopes', { scopesSupported: 'openid' as unknown as string[] }],
    ['name', { resourceName: ' ' }],
    ['link', { resourceDocumentation: 'example.com/docs' }],
    ['link', { resourcePolicyUri: 'javascript:alert(1)' }],
    ['link', { resourceTosUri: 'http://example.com/terms' }],
  ])('%s: %j', (slug, options) => {
    expect(() => ProtectedResourceMetadata.of({ resource: RESOURCE, ...options })).toThrow(
      `[cdk-clerk-authorizer:ProtectedResourceMetadata.${slug}]`,
    );
  });

  test('the message does not repeat credentials', () => {
    const make = () => ProtectedResourceMetadata.of({ resource: 'https://user:secret@api.example.com/a' });
    expect(make).toThrow(/^'resource' must not hold credentials; write/);
  });
});
