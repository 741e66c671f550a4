import type { PolicySettings, PolicyTokenSource } from '../../src/policy/policy-document';
import { refuse, unsupported } from '../shared/refusal';
import { OPAQUE } from '../token/jws';
import { bearerToken } from './bearer-token';
import { type Carrier, strings } from './carrier';
import { checkCookieOrigin } from './cookie-origin';
import { sessionCookie } from './session-cookie';

type Settings = Pick<PolicySettings, 'tokenSources' | 'issuer' | 'publishableKey' | 'authorizedParties'>;

const AUTHORIZATION: PolicyTokenSource[] = [{ in: 'header', name: 'authorization' }];

/** `eyJ` is how base64url encodes `{"`. No registered subprotocol begins with it. */
const JWT = /^eyJ[\w-]*\.[\w-]+\.[\w-]*$/;

/**
 * Returns the token of the first source that has one. An invalid token is refused without trying the next source;
 * falling through would let an attacker who can plant a token there (e.g. a cookie) choose the identity.
 */
export function findToken(policy: Settings, request: Carrier): string | undefined {
  for (const source of policy.tokenSources ?? AUTHORIZATION) {
    const token = tokenIn(source, policy, request);
    if (token !== undefined) return token;
  }
  return undefined;
}

/** Returns the token of a TOKEN authorizer. API Gateway sends the value of the header without its name. */
export function headerToken({ tokenSources = AUTHORIZATION }: Settings, value: unknown): string | undefined {
  if (tokenSources.length > 1 || tokenSources[0].in !== 'header') unsupported();
  return bearerToken(strings([value]));
}

function tokenIn(source: PolicyTokenSource, policy: Settings, request: Carrier): string | undefined {
  const { in: place, name } = source;
  if (place === 'header') return bearerToken(request.header(name));
  if (place === 'query') return bearerToken(request.query(name));
  if (place === 'protocol') return protocolToken(request.header('sec-websocket-protocol'));
  const token = sessionCookie(request.cookies(), name, policy);
  if (token !== undefined) checkCookieOrigin(request, policy.authorizedParties);
  return token;
}

/**
 * Finds the token in `new WebSocket(url, ['clerk', token])`.
 * Browsers cannot set headers on a WebSocket; the subprotocol list is the only channel.
 */
function protocolToken(values: string[]): string | undefined {
  const tokens = values
    .flatMap((value) => value.split(','))
    .map((entry) => entry.trim())
    .filter((entry) => JWT.test(entry) || OPAQUE.test(entry));
  return tokens.length > 1 ? refuse('authorization-ambiguous') : tokens[0];
}
