import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { discoveryDocument } from '../../../local/clerk/discovery-document';

/**
 * Serves the public documents of a Frontend API: the OpenID configuration and the JWKS. API Gateway turns an object without
 * `statusCode` into the JSON body of a 200.
 */
export async function handler({ rawPath, requestContext }: APIGatewayProxyEventV2): Promise<object> {
  switch (rawPath) {
    case '/.well-known/openid-configuration':
      return discoveryDocument(`https://${requestContext.domainName}`);
    case '/.well-known/jwks.json':
      return { keys: [JSON.parse(process.env.PUBLIC_JWK ?? '')] };
    default:
      return { statusCode: 404 };
  }
}
