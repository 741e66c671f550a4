import type { PolicyDocument, PolicyRule } from '../../../src/policy/policy-document';
import { KEY } from './key';
import { AUDIENCE, ISSUER, ORIGIN } from './tokens';

export const IS_ADMIN: PolicyRule = { op: 'equals', claim: ['metadata', 'role'], value: 'admin' };

const COMMON: PolicyDocument = {
  v: 1,
  issuer: ISSUER,
  audience: [AUDIENCE],
  keys: [KEY],
  tokenKinds: ['session'],
  unauthenticated: 'forbid',
  routes: {
    'GET /orders': 'signedIn',
    'POST /admin': IS_ADMIN,
    'PUT /admin': { as: 'POST /admin' },
    'GET /feed': 'optional',
  },
};

const SEVERAL_SOURCES: Partial<PolicyDocument> = {
  tokenSources: [
    { in: 'header', name: 'authorization' },
    { in: 'cookie', name: '__session' },
    { in: 'query', name: 'token' },
    { in: 'protocol', name: 'sec-websocket-protocol' },
  ],
  authorizedParties: [ORIGIN],
  allowMissingAzp: true,
};

/** Policies that cover token sources, token kinds, access and response formats. */
export const POLICIES = {
  plain: COMMON,
  sources: { ...COMMON, ...SEVERAL_SOURCES, unauthenticated: 'throw' },
  kinds: { ...COMMON, tokenKinds: ['session', 'oauth', 'm2m', 'template'], denyImpersonation: true },
  token: { ...COMMON, routes: {}, defaultRoute: IS_ADMIN, cached: true },
  methods: { ...COMMON, defaultRoute: 'signedIn', cached: true },
  webSocket: { ...COMMON, ...SEVERAL_SOURCES, routes: { $connect: 'signedIn' } },
  visitors: { ...COMMON, ...SEVERAL_SOURCES, routes: { $connect: 'optional' }, defaultRoute: 'optional' },
} satisfies Record<string, PolicyDocument>;
