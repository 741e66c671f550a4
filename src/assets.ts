import { join } from 'node:path';

/**
 * The folder of the authorizer function, as it was bundled when this package was built. The constructs are published as one
 * file, `lib/index.js`, so a path from `__dirname` is right in this folder of `src/` only.
 */
export const FUNCTION = join(__dirname, '..', 'assets', 'lambda', 'index');
