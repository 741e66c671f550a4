import { type JwtPayload, verify } from 'jsonwebtoken';
import { PEM } from './support/settings';

interface RestApiEvent {
  readonly authorizationToken: string;
  readonly methodArn: string;
}

/**
 * The Lambda authorizer that people write by hand from tutorials: of a REST API (event of type TOKEN), with the PEM
 * as it is, no options for `verify`, and an IAM policy for an answer. It checks less than all others here.
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
