import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';

/** The methods that a protected `ANY` path serves with an authorizer. OPTIONS is left to preflights. */
export const VERBS = [
  HttpMethod.GET,
  HttpMethod.HEAD,
  HttpMethod.POST,
  HttpMethod.PUT,
  HttpMethod.PATCH,
  HttpMethod.DELETE,
];
