import { ClerkProtectedHttpApi, RouteAccess } from 'cdk-clerk-authorizer';

// @ts-expect-error The declarations are found: without them everything would be allowed.
RouteAccess.signedIn(1);

export const construct: typeof ClerkProtectedHttpApi = ClerkProtectedHttpApi;
