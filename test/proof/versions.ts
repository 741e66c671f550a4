import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const PACKAGES = [
  '@clerk/backend',
  'jose',
  'fast-check',
  '@jazzer.js/core',
  '@stryker-mutator/core',
  'vitest',
  'aws-cdk-lib',
];

/** The versions of the packages and the test data that the authorizer is tested with. */
export function testedVersions(): Record<string, string> {
  const installed = PACKAGES.map((name) => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'node_modules', name, 'package.json'), 'utf8'));
    return [name, version];
  });
  const vectors = readFileSync(join(ROOT, 'test', 'vectors', 'wycheproof', 'README.md'), 'utf8');
  const [wycheproof] = /v\d[\w.-]+/.exec(vectors) ?? [];
  const requirements = readFileSync(join(ROOT, 'local', 'emulator', 'requirements.txt'), 'utf8');
  const [, emulator] = /^ministack==(.+)$/m.exec(requirements) ?? [];
  return { ...Object.fromEntries(installed), wycheproof, ministack: emulator };
}
