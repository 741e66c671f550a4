import { type CfnStage, HttpApi, type HttpApiProps } from 'aws-cdk-lib/aws-apigatewayv2';
import { type ILogGroup, LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { findOriginMistakes } from '../access/http-cors';
import { fail } from '../diagnostics/diagnostics';
import { ClerkAccessLogFormat } from '../logging/access-log-format';
import { tokenHeaders } from '../tokens/check-token-sources';
import type { AccessLogs } from './access-logs';
import { warnIfCorsLacksToken } from './cors-header';
import type { ClerkProtectedHttpApiProps } from './protected-http-api-props';
import { saveUserQuery } from './user-query';

/** The props that configure a new API. They have no effect on an existing one. */
const NEW_API_PROPS = [
  'apiName',
  'description',
  'corsPreflight',
  'defaultDomainMapping',
  'disableExecuteApiEndpoint',
  'accessLogs',
  'throttle',
  'detailedMetricsEnabled',
] as const satisfies readonly (keyof ClerkProtectedHttpApiProps)[];

/** Fails on props of a new API that are given together with `httpApi`, and on origins that no browser sends. */
export function checkNewApiProps(props: ClerkProtectedHttpApiProps): void {
  const [mistake] = findOriginMistakes(props.corsPreflight ?? {});
  if (mistake) fail(...mistake);
  const ignored = props.httpApi && NEW_API_PROPS.find((name) => props[name] !== undefined);
  if (ignored) {
    fail('ClerkProtectedHttpApi.optionOfNewApi', {
      what: `'${ignored}' has no effect on an existing API`,
      fix: `remove '${ignored}', or remove 'httpApi' to create a new API`,
    });
  }
}

/** Creates the API. CDK leaves the id `Default` out of logical ids, so they are those of an `HttpApi` in place of this construct. */
export function createHttpApi(
  scope: Construct,
  props: ClerkProtectedHttpApiProps,
  defaults: Pick<HttpApiProps, 'defaultAuthorizer' | 'defaultAuthorizationScopes'>,
): HttpApi {
  const { description, corsPreflight, defaultDomainMapping, disableExecuteApiEndpoint } = props;
  const httpApi = new HttpApi(scope, 'Default', {
    apiName: props.apiName ?? scope.node.id,
    description,
    corsPreflight,
    defaultDomainMapping,
    disableExecuteApiEndpoint,
    ...defaults,
  });
  configureStage(httpApi, props);
  warnIfCorsLacksToken(httpApi, tokenHeaders(props.tokenSources));
  return httpApi;
}

/** Sets options on the default stage that `HttpApi` creates, for which it has no props. */
function configureStage(httpApi: HttpApi, { throttle, detailedMetricsEnabled }: ClerkProtectedHttpApiProps): void {
  if (!throttle && !detailedMetricsEnabled) return;
  stageOf(httpApi).defaultRouteSettings = {
    throttlingBurstLimit: throttle?.burstLimit,
    throttlingRateLimit: throttle?.rateLimit,
    detailedMetricsEnabled,
  };
}

function stageOf(httpApi: HttpApi): CfnStage {
  return httpApi.defaultStage?.node.defaultChild as CfnStage;
}

/** Configures access logs on the default stage that `HttpApi` creates, so `httpApi.defaultStage` and `httpApi.url` work. */
export function logAccess(httpApi: HttpApi, logs: AccessLogs): ILogGroup | undefined {
  const { _retention: retention } = logs;
  const logGroup = logs._logGroup ?? (retention && new LogGroup(httpApi, 'AccessLogs', { retention }));
  if (logGroup) {
    const format = ClerkAccessLogFormat.httpApi().toString();
    stageOf(httpApi).accessLogSettings = { destinationArn: logGroup.logGroupArn, format };
    saveUserQuery(httpApi, logGroup);
  }
  return logGroup;
}
