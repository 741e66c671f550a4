import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, TEMPORARY } from '../../../local/emulator/workspace';
import type { CfnTemplate } from '../../unit/support/template/intrinsics';

export interface Synthesized {
  readonly stack: string;
  readonly template: CfnTemplate;
}

/** Synthesizes an app of one stack. */
export function synthesize(app: string, env: NodeJS.ProcessEnv): Synthesized {
  const output = join(TEMPORARY, 'synthesized', app);
  mkdirSync(output, { recursive: true });
  execFileSync(process.execPath, ['--import', 'tsx', app], {
    cwd: ROOT,
    env: {
      ...process.env,
      TSX_TSCONFIG_PATH: 'test/tsconfig.json', // the examples import the package by its name
      CDK_VALIDATION: 'false',
      CDK_OUTDIR: output,
      ...env,
    },
  });
  const [file] = readdirSync(output).filter((name) => name.endsWith('.template.json'));
  const template = JSON.parse(readFileSync(join(output, file ?? ''), 'utf8'));
  return { stack: file?.replace('.template.json', '') ?? '', template };
}
