/** Which methods reach a route for any method, and who answers a preflight. */
import { LambdaIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { ClerkHttpJwtAuthorizer, ClerkProtectedHttpApi } from '../../src';
import { ORIGIN } from './questions/methods';
import { newBackEnd } from './support/back-end';
import { Measurement } from './support/measurement';
import { AUDIENCE } from './support/question';

const measurement = new Measurement('methods');
const { stack, frontendApiUrl } = measurement;
const handler = newBackEnd(stack);
const corsPreflight = { allowOrigins: [ORIGIN], allowHeaders: ['authorization'] };

const integration = new HttpLambdaIntegration('BackEnd', handler);
const http = new HttpApi(stack, 'Http', { corsPreflight });
http.addRoutes({ path: '/any', integration });
http.addRoutes({ path: '/get', methods: [HttpMethod.GET], integration });
http.addRoutes({ path: '/options', methods: [HttpMethod.OPTIONS], integration });
const authorizer = new ClerkHttpJwtAuthorizer('Clerk', { frontendApiUrl, audience: [AUDIENCE] });
http.addRoutes({ path: '/guarded', integration, authorizer });

const defaultIntegration = new HttpLambdaIntegration('BackEnd', handler); // an integration belongs to one API
const catchAll = new HttpApi(stack, 'Default', { corsPreflight, defaultIntegration });

const guarded = new ClerkProtectedHttpApi(stack, 'Protected', { frontendApiUrl, audience: [AUDIENCE], corsPreflight });
guarded.addRoutes({ path: '/protected', handler });

const rest = new RestApi(stack, 'Rest');
rest.root.addResource('any').addMethod('ANY', new LambdaIntegration(handler));

measurement.of({
  Http: http.apiEndpoint,
  Default: catchAll.apiEndpoint,
  Protected: guarded.httpApi.apiEndpoint,
  Rest: rest.url,
});
