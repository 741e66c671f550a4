/** Every folder with the folders that it may import from: arrows point down, never up or sideways. */
const IMPORTS: [folder: string, allowed: string[]][] = [
  ['src/diagnostics', []],
  ['src/policy', ['diagnostics']],
  ['src/logging', []],
  ['src/tokens', ['policy', 'diagnostics']],
  ['src/rules', ['policy', 'diagnostics']],
  ['src/authorizer', ['tokens', 'rules', 'policy', 'diagnostics']],
  ['src/oauth', ['tokens', 'rules', 'policy', 'diagnostics']],
  ['src/access', ['authorizer', 'oauth', 'tokens', 'rules', 'policy', 'diagnostics']],
  ...['http', 'rest', 'websocket'].map((folder): [string, string[]] => [
    `src/${folder}`,
    ['access', 'authorizer', 'oauth', 'tokens', 'rules', 'policy', 'logging', 'diagnostics'],
  ]),
  ['src/operations', ['authorizer', 'logging', 'diagnostics']],
  ['lambda/shared', []],
  ['lambda/policy', ['shared']],
  ['lambda/keys', ['shared']],
  ['lambda/caller', ['shared']],
  ['lambda/rules', ['caller', 'shared']],
  ['lambda/token', ['keys', 'caller', 'shared']],
  ['lambda/events', ['token', 'caller', 'policy', 'shared']],
  ['backend', ['events', 'token', 'rules', 'caller', 'shared'].map((folder) => `lambda/${folder}`)],
  ['cli', ['src/diagnostics']],
  ['cli/shared', []],
  [
    'cli/commands',
    [
      ...['shared', 'explain', 'routes', 'doctor', 'clerk'],
      ...['../explain', '../report', '../local/clerk', '../src/access', '../src/diagnostics'],
    ],
  ],
  ['cli/explain', ['shared', '../explain', '../report', '../lambda', '../src/access', '../src/policy']],
  ['cli/clerk', ['shared', 'explain', '../lambda/shared', '../local/clerk']],
  ['cli/routes', ['shared', '../report', '../src/access', '../src/diagnostics']],
  [
    'cli/doctor',
    ['shared', '../report', '../src/diagnostics', ...['keys', 'shared', 'token'].map((it) => `../lambda/${it}`)],
  ],
  ['report', ['lambda/rules', 'lambda/shared', 'src/access', 'src/policy']],
  ['explain', ['report', 'lambda', 'src/access', 'src/diagnostics', 'src/policy']],
  ['testing', ['explain', 'report', 'lambda', 'local/clerk', 'src/access', 'src/policy']],
  ['testing/gateway', ['../explain', '../lambda/shared', '../src/access', '../src/policy']],
  ['local/clerk', []],
  ['local/emulator', []],
];

/** The file that the function and `backend/` share with the constructs. It imports nothing itself. */
const POLICY_DOCUMENT = '!**/src/policy/policy-document';

/** Where the published files are that are not code; every folder of `src/` may know it. */
const ASSETS = '!../assets';

/** A lint rule: files of `folder` import from the `allowed` folders beside it, and from no other. */
function onlyImports(folder: string, allowed: string[]) {
  const [top] = folder.split('/');
  return {
    includes: [`${folder}/**`],
    linter: {
      rules: {
        style: {
          noRestrictedImports: {
            level: 'error',
            options: {
              patterns: [
                {
                  group: [
                    '../**',
                    ...allowed.map((name) => `!../${name}/**`),
                    top === 'src' ? ASSETS : POLICY_DOCUMENT,
                  ],
                  message: `${folder} imports from ${allowed.join(', ') || 'no other folder'}: see CONTRIBUTING.md.`,
                },
              ],
            },
          },
        },
      },
    },
  };
}

/** The lint rules that keep the order of the folders, one for each folder. */
export const IMPORT_RULES = IMPORTS.map(([folder, allowed]) => onlyImports(folder, allowed));
