/** A mutant that no test has to kill. It is identified by its text, so that it is found if its line number changes. */
export interface Survivor {
  readonly original: string;
  readonly replacements: readonly string[];
  /** A part of its line, if the original alone is ambiguous. */
  readonly line?: string;
  /** Why the mutant behaves like the original. */
  readonly because: string;
}

/** The explained survivors by file. */
export const SURVIVORS: Readonly<Record<string, readonly Survivor[]>> = {
  'lambda/handler.ts': [
    {
      line: 'decodePolicy(policyText',
      original: "''",
      replacements: ['"Stryker was here!"'],
      because: 'Neither text is JSON.',
    },
  ],
  'lambda/index.ts': [
    {
      original: '{\n    return undefined;\n  }',
      replacements: ['{}'],
      because: 'A function that ends without a return statement returns undefined.',
    },
  ],
  'lambda/preflight.ts': [
    {
      line: "routeKey = ''",
      original: "''",
      replacements: ['"Stryker was here!"'],
      because: 'No route has an empty path or the path `was here!`.',
    },
    {
      line: 'env.ALLOW_ORIGINS',
      original: "''",
      replacements: ['"Stryker was here!"'],
      because: 'Neither text is an origin or a wildcard.',
    },
  ],
  'lambda/caller/caller.ts': [
    {
      original: "fea === ''",
      replacements: ['false'],
      because: 'splitByScope also returns undefined for the empty text.',
    },
    {
      line: "fea === '' ? undefined",
      original: "''",
      replacements: ['"Stryker was here!"'],
      because: 'splitByScope returns undefined for both texts, because neither has a colon.',
    },
  ],
  'lambda/events/carrier.ts': [
    {
      line: 'event.cookies ??',
      original: '[]',
      replacements: ['["Stryker was here"]'],
      because: 'A text without an equals sign is no cookie.',
    },
    {
      original: 'spelling.length === name.length',
      replacements: ['true'],
      because: 'No text of another length equals an ASCII name in lower case; only time is saved.',
    },
  ],
  'lambda/events/cookie-origin.ts': [
    {
      line: 'authorizedParties: string[] =',
      original: '[]',
      replacements: ['["Stryker was here"]'],
      because: 'A policy without authorizedParties has no cookies, and this text is no origin.',
    },
  ],
  'lambda/events/session-cookie.ts': [
    {
      original: '/=+$/',
      replacements: ['/=+/'],
      because: 'Base64 has equals signs at its end only.',
    },
  ],
  'lambda/events/http-api.ts': [
    {
      original: 'policy?.unauthenticated',
      replacements: ['policy.unauthenticated'],
      because: 'Without a policy the outcome is `forbidden`, and this is not evaluated.',
    },
  ],
  'lambda/keys/jwks-cache.ts': [
    {
      line: 'let keys: Jwk[]',
      original: '[]',
      replacements: ['["Stryker was here"]'],
      because: 'These keys have the age of the epoch and are dropped before the first lookup.',
    },
    {
      line: 'PAUSE_WITHOUT_KEYS_MS)) return false',
      original: 'false',
      replacements: ['true'],
      because: 'A second verification with the same keys has the same result; only time is saved.',
    },
  ],
  'lambda/decision-entry.ts': [
    {
      original: 'policy?.audience',
      replacements: ['policy.audience'],
      because: 'The reason `audience-missing` occurs only with a valid policy, which has an audience.',
    },
    {
      original: 'WORDS.has(rule)',
      replacements: ['false'],
      because: 'The same words are made again; only time is saved.',
    },
    {
      original: "typeof requirement === 'object'",
      replacements: ['true'],
      because: 'Only a route with a rule is refused for these reasons; the check is for the compiler.',
    },
    {
      original: 'rule && caller',
      replacements: ['rule || caller', 'true'],
      because: 'Without a rule or a caller, unmetPart() throws, and the result is undefined as well.',
    },
  ],
  'lambda/log.ts': [
    {
      original: 'time !== lastSecond.time',
      replacements: ['true'],
      because: 'The same second is formatted again; only time is saved.',
    },
    {
      line: 'let lastSecond',
      original: "''",
      replacements: ['"Stryker was here!"'],
      because: 'The text is replaced before it is first used, because no time equals NaN.',
    },
    {
      original: "{ time: Number.NaN, text: '' }",
      replacements: ['{}'],
      because: 'No time equals undefined either, so the text is replaced before it is first used.',
    },
    {
      line: "threshold = ''",
      original: "''",
      replacements: ['"Stryker was here!"'],
      because: 'Neither text is a level.',
    },
  ],
  'lambda/policy/decode-policy.ts': [
    {
      line: 'of settings.tokenSources ??',
      original: '[]',
      replacements: ['["Stryker was here"]'],
      because: 'A string has no member `in`, so the check of cookies does not apply to it.',
    },
  ],
  'lambda/policy/decode-rule.ts': [
    {
      original: '`at most ${MAX_RULE_DEPTH} levels`',
      replacements: ['``'],
      because: 'requirements.ts drops the message and refuses the request.',
    },
    {
      original: '`${at}.op`',
      replacements: ['``'],
      because: 'requirements.ts drops the message and refuses the request.',
    },
    {
      original: "'a known operator'",
      replacements: ['""'],
      because: 'requirements.ts drops the message and refuses the request.',
    },
  ],
  'lambda/policy/requirements.ts': [
    {
      original: "'route'",
      replacements: ['""'],
      because: 'It is part of a message that is dropped when the request is refused.',
    },
  ],
  'lambda/shared/or-undefined.ts': [
    {
      line: '} catch {',
      original: '{\n    return undefined;\n  }',
      replacements: ['{}'],
      because: 'A function without a return statement returns undefined.',
    },
  ],
  'lambda/token-fields.ts': [
    {
      original: 'token === undefined',
      replacements: ['false'],
      because: 'Without a token, headerOf() throws, and a key id that is undefined is not written.',
    },
  ],
  'lambda/token/jws.ts': [
    {
      original: 'lastHeader?.text !== text',
      replacements: ['true'],
      because: 'The same header is parsed again; only time is saved.',
    },
  ],
  'lambda/token/token-kind.ts': [
    {
      original: '[undefined, undefined]',
      replacements: ['[]'],
      because: 'A Map reads an empty pair as a pair of two undefined values.',
    },
  ],
  'lambda/token/verified-tokens.ts': [
    {
      original: 'age >= 0',
      replacements: ['age > 0'],
      because: 'A token that is verified again within a millisecond has the same caller.',
    },
    {
      original: '-32',
      replacements: ['+32'],
      because: 'The whole token is compared after the lookup, so a longer key only takes more time.',
    },
    {
      original: 'token.slice(-32)',
      replacements: ['token'],
      because: 'The whole token is compared after the lookup, so a longer key only takes more time.',
    },
  ],
  'src/access/back-end.ts': [
    {
      original: "typeof uri !== 'string'",
      replacements: ['false'],
      because: 'The pattern does not match `[object Object]`, which is the text of any other value.',
    },
  ],
  'src/access/find-conflicts.ts': [
    {
      line: "part.endsWith('+}')) return",
      original: '[]',
      replacements: ['["Stryker was here"]'],
      because: 'A string has no name, so that its group never has two names.',
    },
  ],
  'src/access/find-identity-mistakes.ts': [
    {
      original: '/^org(Id|Slug|Role)$/',
      replacements: ['/^org(Id|Slug|Role)/'],
      because: 'No other member of the context begins like this.',
    },
    {
      original: '/^(?:append:|overwrite:|remove:|integration\\.request\\.)header\\.(.+)$/',
      replacements: [
        '/(?:append:|overwrite:|remove:|integration\\.request\\.)header\\.(.+)$/',
        '/^(?:append:|overwrite:|remove:|integration\\.request\\.)header\\.(.+)/',
      ],
      because:
        'Every key of API Gateway begins with the operation or the request, and a header name has no line break.',
    },
  ],
  'src/access/find-weaker-routes.ts': [
    {
      original: "leak.route.origin === 'derived'",
      replacements: ["leak.route.origin !== 'derived'"],
      because: 'It only keeps two groups apart, whatever they are called.',
    },
  ],
  'src/access/path-index.ts': [
    {
      original: "segment.startsWith('{')",
      line: 'values',
      replacements: ["segment.endsWith('{')"],
      because: 'No static segment has braces, so the name of a parameter is a value like any other.',
    },
    {
      original: '[]',
      line: 'entries: [], greedy: []',
      replacements: ['["Stryker was here"]'],
      because: 'A string has no method, so that it is never the route of a request.',
    },
  ],
  'src/access/read-api.ts': [
    {
      original: 'apiId !== undefined',
      line: 'hasOpenApi',
      replacements: ['true'],
      because: 'Nothing has the id undefined, so its properties are empty.',
    },
    {
      original: 'apiId === undefined',
      line: 'readQuickCreate',
      replacements: ['false'],
      because: 'Nothing has the id undefined, so it has no target.',
    },
  ],
  'src/access/read-methods.ts': [
    {
      original: '!paths.has(id)',
      replacements: ['true'],
      because: 'The path is worked out again and is the same.',
    },
  ],
  'src/access/resources.ts': [
    {
      original: 'Array.isArray(value)',
      replacements: ['false'],
      because: 'Object.entries() returns the elements of an array in the same order.',
    },
    {
      line: "types.includes(resources.typeOf(id) ?? '')",
      original: "''",
      replacements: ['"Stryker was here!"'],
      because: 'No type of a resource has either name.',
    },
  ],
  'src/authorizer/route-table.ts': [
    {
      line: "render(['', defaultRequirement])",
      original: "''",
      replacements: ['"Stryker was here!"'],
      because: 'The default requirement is rendered last, so no route refers to its key.',
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
  'src/http/http-jwt-authorizer.ts': [
    {
      original: "'own check'",
      replacements: ['""'],
      because: 'The code looks only whether it is a list.',
    },
    {
      original: '/^\\$request\\.header\\.(.+)$/',
      replacements: ['/\\$request\\.header\\.(.+)$/', '/^\\$request\\.header\\.(.+)/'],
      because: 'The constructor has checked that the value begins like this, and that the name has no line break.',
    },
    {
      original: '/^\\$request\\.(?:header|querystring)\\.(.+)$/s',
      replacements: ['/^\\$request\\.(?:header|querystring)\\.(.+)/s'],
      because: 'With the flag s, the name is everything that follows.',
    },
    {
      line: '?? []',
      original: '[]',
      replacements: ['["Stryker was here"]'],
      because: 'The first element, the whole match, is not used.',
    },
  ],
  'src/http/http-lambda-authorizer.ts': [
    {
      original: "'request'",
      replacements: ['""'],
      because: 'The code compares with the type of WebSocket APIs only.',
    },
  ],
  'src/http/route-access.ts': [
    {
      original: "'own check'",
      replacements: ['""'],
      because: 'The code looks only whether it is a list.',
    },
  ],
  'src/rules/claim-rule-input.ts': [
    {
      original: '/^(org:)*/',
      replacements: ['/(org:)*/'],
      because: 'A pattern that matches the empty string always matches at the beginning.',
    },
    {
      line: 'Number.isFinite(value)',
      original: "typeof value === 'number'",
      replacements: ['true'],
      because: 'Number.isFinite is false for everything except numbers.',
    },
    {
      line: 'if (scope && name',
      original: 'name !== undefined',
      replacements: ['true'],
      because: 'A scope without a name was returned above.',
    },
  ],
  'src/http/route-path.ts': [
    {
      original: "/^\\/$|^(\\/([A-Za-z0-9._~!$&'()+,;=:@%-]+|\\{[\\w.:-]+\\}))*(\\/\\{[\\w.:-]+\\+\\})?$/",
      replacements: ["/\\/$|^(\\/([A-Za-z0-9._~!$&'()+,;=:@%-]+|\\{[\\w.:-]+\\}))*(\\/\\{[\\w.:-]+\\+\\})?$/"],
      because: 'Other paths that end with a slash are refused before.',
    },
  ],
  'src/rest/check-rendered-methods.ts': [
    {
      original: "route.method !== 'ANY'",
      replacements: ['false'],
      because: 'Every other method has one access, which is not weaker than itself.',
    },
  ],
  'src/rest/required-scopes.ts': [
    {
      line: 'it ?? []',
      original: '[]',
      replacements: ['["Stryker was here"]'],
      because: 'No entry is undefined here.',
    },
  ],
  'src/websocket/websocket-authorizer.ts': [
    {
      original: "'own check'",
      replacements: ['""'],
      because: 'The code looks only whether it is a list.',
    },
    {
      line: 'watchAccess(',
      original: "'websocket'",
      replacements: ['""'],
      because:
        'A guarded route has no path, so that no route of this or of another API is compared with it; only time is saved.',
    },
    {
      line: "accessOf('', '$connect')",
      original: "''",
      replacements: ['"Stryker was here!"'],
      because: 'The access of a WebSocket API is always that of $connect.',
    },
    {
      line: "accessOf('', '$connect')",
      original: "'$connect'",
      replacements: ['""'],
      because: 'The access of a WebSocket API is always that of $connect.',
    },
    {
      original: "typeof access === 'object'",
      replacements: ['true'],
      because: 'The access of a WebSocket API is always an object.',
    },
  ],
  'src/rest/method-in-creation.ts': [
    {
      original: 'scope.node.children.reverse()',
      replacements: ['scope.node.children'],
      because: 'CDK creates one method at a time; only time is saved.',
    },
  ],
  'src/rest/rest-authorizer.ts': [
    {
      original: "'request'",
      replacements: ['""'],
      because: 'The code compares with the type of WebSocket APIs only.',
    },
    {
      original: '!this.api || !this.authorizer',
      replacements: ['!this.api && !this.authorizer'],
      because: 'Both are set when the first method gets the authorizer.',
    },
  ],
  'src/rest/method-rules.ts': [
    {
      line: '?? []',
      original: '[]',
      replacements: ['["Stryker was here"]'],
      because: 'The first element, the whole match, is not used.',
    },
    {
      line: "method = 'GET'",
      original: "'GET'",
      replacements: ['""'],
      because: 'A string that is not a method is replaced by GET on the next line.',
    },
  ],
};
