/** By how much the clock of a token may be off. */
import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { ClerkProtectedHttpApi } from '../../src';
import { newBackEnd } from './support/back-end';
import { Measurement } from './support/measurement';
import { AUDIENCE } from './support/question';

const measurement = new Measurement('clock');
const { stack, frontendApiUrl } = measurement;
const handler = newBackEnd(stack);

function newApi(id: string, useLambdaAuthorizer: boolean): string {
  const props = { frontendApiUrl, audience: [AUDIENCE], useLambdaAuthorizer };
  const api = new ClerkProtectedHttpApi(stack, id, props);
  api.addRoutes({ path: '/', methods: [HttpMethod.GET], handler });
  return api.httpApi.apiEndpoint;
}

measurement.of({ Jwt: newApi('Jwt', false), Lambda: newApi('Lambda', true) });
