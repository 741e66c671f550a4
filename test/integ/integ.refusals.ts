/** How HTTP APIs answer callers whom an authorizer refuses. */
import { Duration } from 'aws-cdk-lib';
import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaAuthorizer, HttpLambdaResponseType } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { ClerkProtectedHttpApi, type ClerkProtectedHttpApiProps, UnauthenticatedResponse } from '../../src';
import { ORIGIN } from './questions/refusals';
import { newBackEnd } from './support/back-end';
import { Measurement } from './support/measurement';
import { AUDIENCE } from './support/question';

const measurement = new Measurement('refusals');
const { stack, frontendApiUrl } = measurement;
const handler = newBackEnd(stack);

function newApi(id: string, props: Partial<ClerkProtectedHttpApiProps>): string {
  const corsPreflight = { allowOrigins: [ORIGIN], allowHeaders: ['authorization'] };
  const api = new ClerkProtectedHttpApi(stack, id, { frontendApiUrl, audience: [AUDIENCE], corsPreflight, ...props });
  api.addRoutes({ path: '/', methods: [HttpMethod.GET], handler });
  return api.httpApi.apiEndpoint;
}

const returning = new HttpApi(stack, 'Returning', {
  defaultAuthorizer: new HttpLambdaAuthorizer(
    'Authorizer',
    new LambdaFunction(stack, 'ReturnsError', {
      runtime: Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: Code.fromInline(`exports.handler = async () => ({ errorMessage: 'Unauthorized' });`),
    }),
    { responseTypes: [HttpLambdaResponseType.SIMPLE], resultsCacheTtl: Duration.seconds(0) },
  ),
});
returning.addRoutes({ path: '/', methods: [HttpMethod.GET], integration: new HttpLambdaIntegration('Get', handler) });

measurement.of({
  Jwt: newApi('Jwt', {}),
  Lambda: newApi('Lambda', { useLambdaAuthorizer: true }),
  Throwing: newApi('Throwing', {
    useLambdaAuthorizer: true,
    unauthenticatedResponse: UnauthenticatedResponse.UNAUTHORIZED,
  }),
  Returning: returning.apiEndpoint,
});
