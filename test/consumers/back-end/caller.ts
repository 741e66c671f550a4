import { type AuthObject, GetAuthError, getAuth } from 'cdk-clerk-authorizer/backend';

// @ts-expect-error The declarations are found: without them everything would be allowed.
getAuth('no event');

export function userId(event: { requestContext: { authorizer: object } }): string | undefined {
  try {
    const auth: AuthObject = getAuth(event);
    return auth.tokenType === 'session_token' && auth.isAuthenticated ? auth.userId : undefined;
  } catch (error) {
    return error instanceof GetAuthError ? error.field : undefined;
  }
}
