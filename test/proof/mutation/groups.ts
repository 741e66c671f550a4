export interface Group {
  /** The files to mutate. */
  readonly files: readonly string[];
  /** The one file that a quick run mutates. */
  readonly quick: string;
  /** The tests that must kill the mutants, as a glob. */
  readonly tests: string;
}

/**
 * Groups of files with the tests that judge them. Of `src/`, the files that decide who may call a route, or that tell how the
 * routes of an API differ. Each mutant runs the tests of its group that reach it, so a group has no test that takes seconds.
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
      ...['access-table', 'api-route', 'back-end', 'find-all', 'find-conflicts', 'find-direct-access'],
      ...['find-exceeded-quotas', 'find-identity-mistakes', 'find-manual-deployments', 'find-routes-to-guarded-urls'],
      ...['find-weaker-routes', 'group-by', 'path-index', 'read-access', 'read-api', 'read-direct-access'],
      ...['read-methods', 'resources'],
    ].map((name) => `src/access/${name}.ts`),
    quick: 'src/access/api-route.ts',
    tests: 'test/unit/src/access/{access-table,api-route,find-*,read-*}.test.ts',
  },
  rules: {
    files: ['claim-rule', 'claim-rule-input', 'claim-rule-shape', 'proves', 'reverification'].map(
      (name) => `src/rules/${name}.ts`,
    ),
    quick: 'src/rules/reverification.ts',
    tests: 'test/unit/src/rules/{claim-rule,claim-rule-vectors,proves,reverification,wrong-types}.test.ts',
  },
  http: {
    files: [
      ...['authorizer/build-policy', 'authorizer/route-table', 'diagnostics/check-type', 'policy/encode-policy'],
      ...['http/http-jwt-authorizer', 'http/http-lambda-authorizer', 'http/http-lambda-binding', 'http/needs-lambda'],
      ...['http/protected-http-api', 'http/route-access', 'http/route-authorizers', 'http/route-path'],
      ...['http/route-plan', 'http/route-scopes', 'policy/policy-document'],
    ].map((name) => `src/${name}.ts`),
    quick: 'src/authorizer/route-table.ts',
    tests: `test/unit/src/{${[
      'http/{access,advise-*,default-access,http-*,identity-headers,new-*,preflight-*,protected-*,route-*,routes-*}',
      'policy/*,diagnostics/check-type,access/http-cors,migration/existing-*,oauth/*,rest/rest-authorizer*',
      'authorizer/{authorizer-code,authorizer-metrics,function-options,session-*,token-props}',
      'rules/warn-*,tokens/frontend-*',
    ].join()}}.test.ts`,
  },
  rest: {
    files: [
      ...['rest/check-rendered-methods', 'rest/method-rules', 'rest/required-scopes', 'rest/rest-authorizer'],
      ...['rest/method-in-creation', 'rest/token-or-request-authorizer', 'rest/warn-about-cached-responses'],
      ...['rest/warn-about-missing-deployment', 'websocket/websocket-authorizer'],
    ].map((name) => `src/${name}.ts`),
    quick: 'src/rest/method-rules.ts',
    tests: `test/unit/src/{${[
      'rest/{authorizer-in-api,cached-*,gateway-*,missing-*,rendered-*,rest-authorizer*},websocket/*,oauth/*,rules/warn-*',
      'authorizer/{authorizer-metrics,session-*,token-props},diagnostics/{check-type,prop-table},access/watch-cache',
    ].join()}}.test.ts`,
  },
};
