import type { APIGatewayProxyEvent, APIGatewayProxyEventV2, APIGatewayProxyResult } from 'aws-lambda';
import { getAuth } from 'cdk-clerk-authorizer/backend';

/** Returns the route key of the call, the user's id, and the authorizer context. */
export async function handler(event: APIGatewayProxyEvent | APIGatewayProxyEventV2): Promise<APIGatewayProxyResult> {
  // Public routes of the examples call this function too. Without `optional`, getAuth() throws if a route has no authorizer.
  const { userId } = getAuth(event, { optional: true });
  const routeKey = 'routeKey' in event ? event.routeKey : `${event.httpMethod} ${event.resource}`;
  const { authorizer = null } = event.requestContext as { authorizer?: unknown };
  return {
    statusCode: 200,
    headers: {
      'content-type': 'application/json',
      'access-control-allow-origin': '*',
      'access-control-allow-headers': 'authorization',
      'access-control-allow-methods': '*',
    },
    body: JSON.stringify({ routeKey, userId, authorizer }),
  };
}
