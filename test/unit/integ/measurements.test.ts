import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readMeasured, writeMeasured } from '../../integ/support/measurements';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'integ-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('the outputs of a run are what was measured, without the verdicts of integ-tests', () => {
  const answers = {
    expiry: 'refused',
    notBefore: 'accepted by 30 s',
    issuedAt: 'refused',
  };
  const run = join(folder, 'cdk-integ.out.integ.clock.ts.snapshot');
  mkdirSync(run);
  const stack = { AssertionResultsLambdaInvoke: '{"status":"fail"}', Region: 'eu-west-1', ...answers };
  writeFileSync(join(run, 'assertion-results.json'), JSON.stringify({ TestDeployAssert: stack }));

  expect(readMeasured(folder, 'clock')).toBeUndefined();
  writeMeasured(folder, 'clock', '2026-12-01');
  expect(readMeasured(folder, 'clock')).toEqual({ date: '2026-12-01', region: 'eu-west-1', answers });
});
