import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('the core loads without the CDK', () => {
  const CDK_LAYER = [
    'rendered-resources.ts',
    'watch-access.ts',
    'watch-cache.ts',
    'watch-default-access.ts',
    'watch-secrets.ts',
  ];
  for (const file of readdirSync('src/access').filter((it) => !CDK_LAYER.includes(it))) {
    const text = readFileSync(`src/access/${file}`, 'utf8');
    expect(text, file).not.toMatch(
      /^import (?!type).*(aws-cdk-lib|constructs|diagnostics|watch-access|rendered-resources)/m,
    );
  }
});
