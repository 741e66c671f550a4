import { join } from 'node:path';
import { CustomResource, Duration } from 'aws-cdk-lib';
import { HttpApi, HttpMethod, type HttpRoute } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Provider } from 'aws-cdk-lib/custom-resources';
import { Construct, type IDependable } from 'constructs';

/**
 * A stand-in for a Clerk instance on AWS, so that no Clerk account is needed: API Gateway fetches the keys of an issuer from
 * a public HTTPS URL.
 */
export class Issuer extends Construct {
  /** The Frontend API URL: the `iss` of the tokens. */
  public readonly url: string;
  /** The resources that have to exist before API Gateway accepts a JWT authorizer with this issuer, since it reads the documents then. */
  public readonly documents: IDependable[];
  private readonly privateJwk: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const keyPair = new CustomResource(this, 'KeyPair', {
      serviceToken: new Provider(this, 'Provider', { onEventHandler: this.newFunction('key-pair') }).serviceToken,
    });
    this.privateJwk = keyPair.getAttString('privateJwk');

    const httpApi = new HttpApi(this, 'Api');
    const documents = this.newFunction('documents', { PUBLIC_JWK: keyPair.getAttString('publicJwk') });
    const routes: HttpRoute[] = httpApi.addRoutes({
      path: '/.well-known/{document}',
      methods: [HttpMethod.GET],
      integration: new HttpLambdaIntegration('Documents', documents),
    });
    this.url = httpApi.apiEndpoint;
    this.documents = [...routes, httpApi.defaultStage as unknown as Construct];
  }

  /** Creates the function that asks the questions of a topic. It has the private key, with which it issues tokens. */
  public newProber(topic: string, apis: Record<string, string>): NodejsFunction {
    const { url, privateJwk } = this;
    return this.newFunction('prober', {
      TOPIC: topic,
      APIS: JSON.stringify(apis),
      FRONTEND_API_URL: url,
      PRIVATE_JWK: privateJwk,
    });
  }

  private newFunction(name: string, environment: Record<string, string> = {}): NodejsFunction {
    return new NodejsFunction(this, name, {
      entry: join(__dirname, `${name}.ts`),
      runtime: Runtime.NODEJS_24_X,
      memorySize: 512,
      timeout: Duration.seconds(100), // the custom resource that waits for the answers gives up after two minutes
      environment,
    });
  }
}
