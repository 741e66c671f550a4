import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, inject, test } from 'vitest';
import { REPOSITORY } from './support';

const installed = join(inject('workspace'), 'typescript/node_modules/cdk-clerk-authorizer');
const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
const assembly = JSON.parse(gunzipSync(readFileSync(join(installed, '.jsii.gz'))).toString());
const readme = readFileSync(join(installed, 'README.md'), 'utf8');

/** The licences that Construct Hub accepts, by the start of their SPDX ids. */
const LICENSES = /^(Apache|BSD|CDDL|EPL|ISC|MIT|MPL)-/;

describe('what Construct Hub requires', () => {
  test('the assembly says what package.json says', () => {
    expect(assembly).toMatchObject({ name: manifest.name, version: manifest.version, license: manifest.license });
    expect(manifest.jsii).toBeDefined();
  });

  test('a licence that it accepts, with its text', () => {
    expect(manifest.license).toMatch(LICENSES);
    expect(existsSync(join(installed, 'LICENSE'))).toBe(true);
  });

  test('keywords of the CDK, and a range of aws-cdk-lib in the assembly', () => {
    expect(manifest.keywords).toEqual(expect.arrayContaining(['cdk', 'aws-cdk', 'awscdk']));
    expect(assembly.dependencies['aws-cdk-lib']).toMatch(/^\^2\./);
  });
});

describe('what Construct Hub prefers', () => {
  test('every word that a user searches for is in the name, the description or a keyword', () => {
    const words = [manifest.name, manifest.description, ...manifest.keywords]
      .join(' ')
      .toLowerCase()
      .split(/[^a-z]+/);
    expect(words).toEqual(
      expect.arrayContaining([
        'clerk',
        'api',
        'gateway',
        'authorizer',
        'jwt',
        'cors',
        'oauth',
        'mcp',
        'rest',
        'websocket',
      ]),
    );
  });

  test('all five languages', () => {
    expect(Object.keys(assembly.targets).sort()).toEqual(['dotnet', 'go', 'java', 'js', 'python']);
  });

  test('a README with absolute links and samples, and a folder of documentation', () => {
    const links = [...readme.matchAll(/\]\(([^)]+)\)/g)].map(([, target]) => target ?? '');
    expect(links).not.toEqual([]);
    expect(links.filter((target) => !/^(https:\/\/|#)/.test(target))).toEqual([]);
    expect(readme.match(/^```ts/gm)?.length).toBeGreaterThanOrEqual(2);
    expect(existsSync(join(REPOSITORY, 'docs/index.md'))).toBe(true);
  });
});
