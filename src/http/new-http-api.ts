import { type CfnStage, HttpApi, type HttpApiProps } from 'aws-cdk-lib/aws-apigatewayv2';
import { type ILogGroup, LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { fail, warn } from '../diagnostics/diagnostics';
import { ClerkAccessLogFormat } from '../logging/access-log-format';
import { tokenHeaders } from '../tokens/check-token-sources';
import type { AccessLogs } from './access-logs';
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

/** Fails on props of a new API that are given together with `httpApi`. */
export function checkNewApiProps(props: ClerkProtectedHttpApiProps): void {
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
  warnIfCorsLacksToken(httpApi, props);
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

function warnIfCorsLacksToken(httpApi: HttpApi, { corsPreflight, tokenSources }: ClerkProtectedHttpApiProps): void {
  if (!corsPreflight) return;
  const allowed = (corsPreflight.allowHeaders ?? []).map((header) => header.toLowerCase());
  // The wildcard covers every header except Authorization (Fetch standard).
  const isAllowed = (header: string) =>
    allowed.includes(header) || (header !== 'authorization' && allowed.includes('*'));
  const missing = tokenHeaders(tokenSources).find((header) => !isAllowed(header));
  if (missing === undefined) return;
  warn(httpApi, 'ClerkProtectedHttpApi.corsWithoutAuthorization', {
    what: `'corsPreflight.allowHeaders' does not name the header ${missing}, so browsers will not send the token`,
    got: corsPreflight.allowHeaders,
    fix: `write allowHeaders: ['${missing}', …]${missing === 'authorization' ? '; the wildcard does not cover it' : ''}`,
  });
}
