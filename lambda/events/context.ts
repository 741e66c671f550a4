import type { PolicyTokenKind } from '../../src/policy/policy-document';
import type { Caller } from '../caller/caller';

/**
 * The authorizer context of an HTTP API: what the code behind a route learns about the caller.
 * A Lambda function finds it in `event.requestContext.authorizer.lambda`. Members without a value are absent.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export interface AuthorizerContext {
  /**
   * Whether the request carried a valid token. If `false`, signing in is optional here and all other members are
   * absent.
   */
  readonly isAuthenticated: boolean;
  /** The kind of token: a session token, an OAuth access token, an M2M token, or a token of a JWT template. */
  readonly tokenKind?: PolicyTokenKind;
  /** The id of the user, `user_…`. Absent for M2M tokens. */
  readonly userId?: string;
  /** The id of the session, `sess_…`. Session tokens only. */
  readonly sessionId?: string;
  /**
   * The id of the active organization, `org_…`. Session tokens, and OAuth access tokens with the scope `user:org:read`.
   */
  readonly orgId?: string;
  /** The slug of the active organization. Session tokens only. */
  readonly orgSlug?: string;
  /**
   * The role of the user in the active organization, with the prefix `org:`, as in `org:admin`. Session tokens only.
   */
  readonly orgRole?: string;
  /** The permissions of the user in the active organization, as in `org:invoices:create`. Session tokens only. */
  readonly permissions?: readonly string[];
  /** All claims of the verified token. */
  readonly claims?: Readonly<Record<string, unknown>>;
}

/**
 * The authorizer context of a REST or WebSocket API, where API Gateway accepts no lists or objects and turns every
 * other value into a string. A Lambda function finds it in `event.requestContext.authorizer`, beside the `principalId`.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html
 */
export interface FlatAuthorizerContext extends Omit<AuthorizerContext, 'isAuthenticated' | 'permissions' | 'claims'> {
  /** Whether the request carried a valid token: `'true'` or `'false'`. */
  readonly isAuthenticated: 'true' | 'false';
  /** The permissions separated by commas. Absent if the response would exceed 8 KB with them. */
  readonly permissions?: string;
  /** The claims as JSON. Absent if the response would exceed 8 KB with them. */
  readonly claims?: string;
}

export function contextOf(caller: Caller | undefined): AuthorizerContext {
  if (!caller) return { isAuthenticated: false };
  const { kind, userId, sessionId, organization, claims } = caller;
  return {
    isAuthenticated: true,
    tokenKind: kind,
    userId,
    sessionId,
    orgId: organization?.id,
    orgSlug: organization?.slug,
    orgRole: organization?.role,
    permissions: organization?.permissions?.granted,
    claims,
  };
}

export function flatContextOf(caller: Caller | undefined): FlatAuthorizerContext {
  const { isAuthenticated, permissions, claims, ...ids } = contextOf(caller);
  return {
    ...ids,
    isAuthenticated: isAuthenticated ? 'true' : 'false',
    permissions: permissions?.join(),
    claims: JSON.stringify(claims),
  };
}
