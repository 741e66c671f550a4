import middy, { type MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { type AuthObject, getAuth } from 'cdk-clerk-authorizer/backend';

type AuthContext = Context & { auth: AuthObject };

function clerk(): MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Error, AuthContext> {
  return {
    before: ({ event, context }) => {
      context.auth = getAuth(event);
    },
  };
}

export const handler = middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Error, AuthContext>()
  .use(clerk())
  .handler(async (_event, { auth: { userId, orgId, has } }) => {
    if (!has({ permission: 'org:invoices:read' })) return { statusCode: 403 };
    return { statusCode: 200, body: JSON.stringify({ userId, orgId }) };
  });
