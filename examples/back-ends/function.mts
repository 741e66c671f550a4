import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { getAuth } from 'cdk-clerk-authorizer/backend';

export async function handler(event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  const { userId, orgId, has } = getAuth(event);
  if (!has({ permission: 'org:invoices:read' })) return { statusCode: 403 };
  return { statusCode: 200, body: JSON.stringify({ userId, orgId }) };
}
