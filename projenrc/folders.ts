/**
 * The folders that are published beside the constructs, as `cdk-clerk-authorizer/<folder>`. Each is bundled into
 * `lib/<folder>/index.js` with everything it imports, so that it needs neither the CDK nor any other package.
 */
export const SUBPATHS = ['backend', 'testing'];

/** The folder of the command `cdk-clerk-authorizer`, which is bundled in the same way but cannot be imported. */
export const CLI = 'cli';

/** The folders beside `src/` and `test/` that hold TypeScript. */
export const FOLDERS = [...SUBPATHS, 'bench', CLI, 'demo', 'examples', 'explain', 'lambda', 'local', 'report'];
