/** Which route an unusual path takes. The routes are open: API Gateway chooses the route before it asks an authorizer. */
import { LambdaIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, type HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { ROUTES } from './questions/paths';
import { newBackEnd } from './support/back-end';
import { Measurement } from './support/measurement';

const measurement = new Measurement('paths');
const { stack } = measurement;
const handler = newBackEnd(stack);
const httpApi = new HttpApi(stack, 'Http');
const rest = new RestApi(stack, 'Rest');
const integration = new HttpLambdaIntegration('BackEnd', handler);

for (const key of ROUTES) {
  const [method, path] = key.split(' ') as [string, string];
  httpApi.addRoutes({ path, methods: [method as HttpMethod], integration });
  rest.root.resourceForPath(path).addMethod(method, new LambdaIntegration(handler));
}

measurement.of({ Http: httpApi.apiEndpoint, Rest: rest.url });
