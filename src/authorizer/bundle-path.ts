import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ASSETS } from '../assets';
import { fail } from '../diagnostics/diagnostics';

/** Returns the folder of a bundled function, which is part of the published package. */
export function bundlePath(name: 'index' | 'preflight'): string {
  const path = join(ASSETS, 'lambda', name);
  if (existsSync(join(path, 'index.js'))) return path;
  return fail('Package.bundled', {
    what: 'the code of a Lambda function, which is part of this package, is not where it belongs: the CDK app was bundled',
    got: path,
    fix: 'keep the package out of the bundle: esbuild --external:cdk-clerk-authorizer, and install it beside the app',
  });
}
