import { type JwtPayload, verify } from 'jsonwebtoken';
import { PEM } from './support/settings';

interface RestApiEvent {
  readonly authorizationToken: string;
  readonly methodArn: string;
}

/**
 * A Lambda authorizer as tutorials show it: for a REST API (event of type TOKEN), with the unparsed PEM, no options for
 * `verify`, and an IAM policy as response. It checks less than every other candidate.
 */
export const handler = async (event: RestApiEvent) => {
  const token = event.authorizationToken.replace('Bearer ', '');
  const { sub, metadata } = verify(token, PEM) as JwtPayload;
  const effect = metadata?.role === 'admin' ? 'Allow' : 'Deny';
  return {
    principalId: sub,
    policyDocument: {
      Version: '2012-10-17',
      Statement: [{ Action: 'execute-api:Invoke', Effect: effect, Resource: event.methodArn }],
    },
    context: { metadata: JSON.stringify(metadata) },
  };
};
