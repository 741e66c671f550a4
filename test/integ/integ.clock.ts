/** These questions ask how far the times of a token may be off for the JWT authorizer. */
import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { ClerkProtectedHttpApi } from '../../src';
import { newBackEnd } from './support/back-end';
import { Measurement } from './support/measurement';
import { AUDIENCE } from './support/question';

const measurement = new Measurement('clock');
const { stack, frontendApiUrl } = measurement;
const api = new ClerkProtectedHttpApi(stack, 'Jwt', { frontendApiUrl, audience: [AUDIENCE] });
api.addRoutes({ path: '/', methods: [HttpMethod.GET], handler: newBackEnd(stack) });

measurement.of({ Jwt: api.httpApi.apiEndpoint });
