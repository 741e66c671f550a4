export interface Group {
  /** What is mutated, */
  readonly files: readonly string[];
  /** of which this is enough to see that it works, */
  readonly quick: string;
  /** and the tests that have to notice. */
  readonly tests: string;
}

/** Apart, since the tests of src/ load all of CDK. Of src/ it is what decides who may call a route. */
export const GROUPS: Readonly<Record<string, Group>> = {
  lambda: {
    files: ['lambda/**/*.ts'],
    quick: 'lambda/truth.ts',
    // Not of the bundle, which is made from the source and so has no mutant in it.
    tests: 'test/{lambda/!(bundle),claim-rule-vectors}.test.ts',
  },
  src: {
    files: [
      ...['claim', 'claim-rule', 'reverification', 'route-access'],
      ...['clerk-protected-http-api', 'http-lambda-authorizer'],
      ...['private/claim-rule-input', 'private/claim-rule-shape', 'private/scopes', 'private/types'],
      ...['private/route-path', 'private/route-plan', 'private/route-table', 'private/rest-method-rules'],
      ...['private/policy', 'private/policy-document', 'private/policy-encoder'],
      ...['private/http-lambda-binding', 'private/rest-authorizer', 'private/websocket-authorizer'],
    ].map((name) => `src/${name}.ts`),
    quick: 'src/private/route-table.ts',
    tests: 'test/!(diagnostics|examples|local-clerk|many-routes).test.ts',
  },
};
