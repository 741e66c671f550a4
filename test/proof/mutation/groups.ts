export interface Group {
  /** The files to mutate. */
  readonly files: readonly string[];
  /** The one file that a quick run mutates. */
  readonly quick: string;
  /** The tests that must kill the mutants, as a glob. */
  readonly tests: string;
}

/**
 * Groups of files with the tests that run fast enough for them: the tests of src/ load the whole CDK, those of lambda/ and of
 * the access table do not. Of src/, the files that decide who may call a route.
 */
export const GROUPS: Readonly<Record<string, Group>> = {
  lambda: {
    files: ['lambda/**/*.ts'],
    quick: 'lambda/rules/truth.ts',
    // Without bundle.test.ts: the bundle is built from the source and holds no mutants.
    tests: 'test/unit/{lambda/!(bundle),lambda/*/*,src/rules/claim-rule-vectors}.test.ts',
  },
  access: {
    files: [
      ...['access-table', 'api-route', 'back-end', 'find-conflicts', 'find-exceeded-quotas', 'find-weaker-routes'],
      ...['path-index', 'read-access', 'read-api', 'read-methods', 'resources'],
    ].map((name) => `src/access/${name}.ts`),
    quick: 'src/access/api-route.ts',
    tests: 'test/unit/src/access/!(watch-access|random-routes).test.ts',
  },
  src: {
    files: [
      ...['authorizer/build-policy', 'authorizer/route-table', 'diagnostics/check-type'],
      ...['http/http-lambda-authorizer', 'http/http-lambda-binding', 'http/protected-http-api', 'http/route-access'],
      ...['http/route-path', 'http/route-plan', 'http/route-scopes', 'policy/encode-policy', 'policy/policy-document'],
      ...['rest/check-rendered-methods', 'rest/method-rules', 'rest/token-or-request-authorizer'],
      ...[
        'rules/claim-rule',
        'rules/claim-rule-input',
        'rules/claim-rule-shape',
        'rules/reverification',
        'websocket/websocket-authorizer',
      ],
    ].map((name) => `src/${name}.ts`),
    quick: 'src/authorizer/route-table.ts',
    tests: 'test/unit/src/*/!(registry|many-routes).test.ts',
  },
};
