import { join } from 'node:path';

/**
 * The folder of the published files that are not code of the constructs. Those are published as one file, `lib/index.js`, so a
 * path from `__dirname` is right in this folder of `src/` only. A CDK app that was bundled as an ES module has no `__dirname`.
 */
export const ASSETS = join(typeof __dirname === 'string' ? __dirname : process.cwd(), '..', 'assets');
