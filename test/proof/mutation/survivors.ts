/** A mutant that no test has to kill, told by its text, so that it is found again when lines above it have moved. */
export interface Survivor {
  readonly original: string;
  readonly replacements: readonly string[];
  /** A part of its line, where the original alone says too little. */
  readonly line?: string;
  /** Why nobody could tell the difference. */
  readonly because: string;
}

/** By file. */
export const SURVIVORS: Readonly<Record<string, readonly Survivor[]>> = {
  'lambda/rules/claim-rules.ts': [
    {
      original: "typeof found === 'string'",
      replacements: ['false'],
      because: 'A text has no `value`, so that this is undefined, too.',
    },
    {
      line: "typeof found === 'string'",
      original: "'string'",
      replacements: ['""'],
      because: 'A text has no `value`, so that this is undefined, too.',
    },
  ],
  'lambda/rules/clerk-rules.ts': [
    {
      original: '/^(org:)*/',
      replacements: ['/(org:)*/'],
      because: 'What may be empty is found at the beginning first.',
    },
  ],
  'lambda/handler.ts': [
    {
      line: 'decodePolicy(policyText',
      original: "''",
      replacements: ['"Stryker was here!"'],
      because: 'Neither is JSON.',
    },
  ],
  'lambda/events/http-api.ts': [
    {
      line: 'event.cookies',
      original: '[]',
      replacements: ['["Stryker was here"]'],
      because: 'A cookie without a value is none.',
    },
    {
      original: 'policy?.unauthenticated',
      replacements: ['policy.unauthenticated'],
      because: 'Without a policy the outcome is `forbidden`, and this is not evaluated.',
    },
  ],
  'lambda/index.ts': [
    {
      original: '{ handler: createHandler(process.env[POLICY_VARIABLE]) }',
      replacements: ['{}'],
      because: 'test/lambda/bundle.test.ts calls this handler, in a bundle where no mutant can be switched on.',
    },
  ],
  'lambda/keys/jwks.ts': [
    {
      original: "{\n    refuse('jwk-remote-invalid');\n  }",
      replacements: ['{}'],
      because: 'What is no list is refused for the same reason.',
    },
  ],
  'lambda/keys/jwks-cache.ts': [
    {
      line: 'let keys: Jwk[]',
      original: '[]',
      replacements: ['["Stryker was here"]'],
      because: 'They are as old as the epoch, and put away before anybody looks.',
    },
    {
      line: 'PAUSE_WITHOUT_KEYS_MS)) return false',
      original: 'false',
      replacements: ['true'],
      because: 'To look once more among the same keys finds the same.',
    },
  ],
  'lambda/token/jws.ts': [
    {
      original: "'utf-8'",
      replacements: ['""'],
      because:
        'There is no such encoding, so that nothing can be loaded. Stryker counts that no test fails, as none runs.',
    },
    {
      original: '{\n    invalid();\n  }',
      replacements: ['{}'],
      because: 'The value stays undefined, and what is no object is refused for the same reason.',
    },
  ],
  'lambda/log.ts': [
    {
      original: 'audience?.[0]',
      replacements: ['audience[0]'],
      because: 'Where a token was held against audiences, there are some.',
    },
  ],
  'lambda/caller/permissions.ts': [
    {
      line: 'named(masks[position]',
      original: "''",
      replacements: ['"Stryker was here!"'],
      because: 'Of a mask only the digits 1 count, and there are none.',
    },
    {
      original: 'bit < bits.length',
      replacements: ['true', 'bit <= bits.length'],
      because: 'Beyond the mask there is no digit, hence no 1.',
    },
  ],
  'lambda/policy/decode-policy.ts': [
    {
      line: 'of tokenSources ??',
      original: '[]',
      replacements: ['["Stryker was here"]'],
      because: 'A text is in no place, so that nothing is asked of it.',
    },
  ],
  'lambda/events/rest-api.ts': [
    {
      line: 'headerToken(policy',
      original: "''",
      replacements: ['"Stryker was here!"'],
      because: 'There are no routes here among which a key could be found.',
    },
  ],
  'lambda/token/token-kind.ts': [
    {
      original: '[undefined, undefined]',
      replacements: ['[]'],
      because: 'To a Map, a pair of nothing is a pair of two undefined.',
    },
  ],
  'lambda/events/find-token.ts': [
    {
      original: '{\n    return false; // no JWT\n  }',
      replacements: ['{}'],
      because: 'To the filter that asks, nothing is `false`.',
    },
  ],
  'lambda/token/verified-tokens.ts': [
    {
      original: 'age >= 0',
      replacements: ['age > 0'],
      because: 'A token that is verified once more within a millisecond is what it was.',
    },
    {
      original: 'oldest !== undefined',
      replacements: ['true'],
      because: 'Among 200 there is an oldest.',
    },
  ],
  'src/http/protected-http-api.ts': [
    {
      line: 'const metadataKeys',
      original: '[]',
      replacements: ['["Stryker was here"]'],
      because: 'No route has this key.',
    },
  ],
  'src/http/http-lambda-authorizer.ts': [
    {
      original: "'request'",
      replacements: ['""'],
      because: 'The other kind, of WebSocket APIs, is the one that is asked for.',
    },
  ],
  'src/http/route-access.ts': [
    {
      original: "'when'",
      replacements: ['""'],
      because: 'A rule is known by being there.',
    },
  ],
  'src/rules/claim-rule-input.ts': [
    {
      original: '/^(org:)*/',
      replacements: ['/(org:)*/'],
      because: 'What may be empty is found at the beginning first.',
    },
    {
      line: 'Number.isFinite(value)',
      original: "typeof value === 'number'",
      replacements: ['true'],
      because: 'Nothing but a number is finite.',
    },
    {
      line: 'if (scope && name',
      original: 'name !== undefined',
      replacements: ['true'],
      because: 'A scope alone is a name, and was returned as one above.',
    },
  ],
  'src/http/route-path.ts': [
    {
      original: "/^\\/$|^(\\/([A-Za-z0-9._~!$&'()+,;=:@%-]+|\\{[\\w.:-]+\\}))*(\\/\\{[\\w.:-]+\\+\\})?$/",
      replacements: ["/\\/$|^(\\/([A-Za-z0-9._~!$&'()+,;=:@%-]+|\\{[\\w.:-]+\\}))*(\\/\\{[\\w.:-]+\\+\\})?$/"],
      because: 'Of the paths that end with a slash only the slash itself got this far.',
    },
  ],
  'src/rest/method-rules.ts': [
    {
      line: '?? []',
      original: '[]',
      replacements: ['["Stryker was here"]'],
      because: 'The first element, which is the whole match, is not looked at.',
    },
    {
      line: 'const guarded =',
      original: '[]',
      replacements: ['["Stryker was here"]'],
      because: 'Of what could have been meant only the closest is shown, and this is far off.',
    },
    {
      original: '/^\\w+/',
      replacements: ['/\\w+/'],
      because: 'A key that got this far begins with a letter.',
    },
    {
      line: "method = 'GET'",
      original: "'GET'",
      replacements: ['""'],
      because: 'What is no verb becomes GET on the next line.',
    },
  ],
};
