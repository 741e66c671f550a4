import {
  HttpIntegrationType,
  HttpRouteIntegration,
  type HttpRouteIntegrationBindOptions,
  type HttpRouteIntegrationConfig,
  ParameterMapping,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { fail } from '../diagnostics/diagnostics';

/** The user's integration with further parameter mappings, which belong to an integration and not to a route. */
export class IdentityIntegration extends HttpRouteIntegration {
  constructor(
    private readonly inner: HttpRouteIntegration,
    private readonly identity: Readonly<Record<string, string>>,
  ) {
    super('Integration');
  }

  /** CDK calls this for the first route. */
  public bind(options: HttpRouteIntegrationBindOptions): HttpRouteIntegrationConfig {
    const config = this.inner.bind(options);
    // The parameters of a service integration are those of the service's API: headers of clients do not reach it.
    if (config.type !== HttpIntegrationType.HTTP_PROXY) return config;
    const mappings = config.parameterMapping?.mappings ?? {};
    this.checkDistinct(mappings);
    const parameterMapping = new ParameterMapping();
    for (const [key, value] of Object.entries({ ...mappings, ...this.identity })) parameterMapping.custom(key, value);
    return { ...config, parameterMapping };
  }

  /** CDK calls this for each route. */
  protected completeBind(options: HttpRouteIntegrationBindOptions): void {
    // biome-ignore lint/complexity/useLiteralKeys: the method is protected, and this integration stands in for the other
    this.inner['completeBind'](options);
  }

  /** API Gateway refuses two mappings of one header, and header names have no case. */
  private checkDistinct(mappings: Readonly<Record<string, string>>): void {
    const headers = Object.keys(this.identity).map(headerOf);
    const twice = Object.keys(mappings).find((key) => headers.includes(headerOf(key)));
    if (twice === undefined) return;
    fail('IdentityHeaders.mappedTwice', {
      what: "the integration maps a header that 'identityHeaders' maps",
      got: twice,
      fix: 'remove it from the parameterMapping of the integration',
    });
  }
}

function headerOf(key: string): string {
  return key.slice(key.indexOf(':') + 1).toLowerCase();
}
