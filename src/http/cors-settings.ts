import { Fn, type IResolvable, Token, Tokenization } from 'aws-cdk-lib';
import { CfnApi, type IHttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { isDeployTimeValue } from '../policy/unknown-value';

/** Seconds for which a browser may reuse the answer to a preflight, where the API has no CORS configuration. */
const MAX_AGE = '3600';

/** Environment variables of the preflight responder. It sends no header for one that is undefined. */
export interface CorsSettings {
  readonly ALLOW_ORIGINS?: string;
  /** A list, or `(path)` for the methods of the path. */
  readonly ALLOW_METHODS?: string;
  /** A list, or `(requested)` for the headers that the browser asks for. */
  readonly ALLOW_HEADERS?: string;
  readonly ALLOW_CREDENTIALS?: string;
  readonly MAX_AGE?: string;
}

/**
 * Returns the CORS configuration of the API. Without one, preflights are answered for every origin without credentials, or,
 * if tokens are in cookies, for the front ends that may send these. Called during synthesis, because the configuration of an
 * API can be set after it is created.
 */
export function corsSettings(httpApi: IHttpApi, cookieOrigins: string[] | undefined): CorsSettings {
  const resource = httpApi.node.defaultChild;
  const configuration = resource instanceof CfnApi ? resource.corsConfiguration : undefined;
  if (configuration && !isDeployTimeValue(configuration)) {
    const { allowOrigins, allowMethods, allowHeaders, allowCredentials, maxAge } = configuration as CfnApi.CorsProperty;
    return {
      ALLOW_ORIGINS: text(allowOrigins),
      ALLOW_METHODS: text(allowMethods),
      ALLOW_HEADERS: text(allowHeaders),
      ALLOW_CREDENTIALS: flag(allowCredentials),
      MAX_AGE: maxAge === undefined ? undefined : Tokenization.stringifyNumber(maxAge),
    };
  }
  return {
    ALLOW_ORIGINS: cookieOrigins ? text(cookieOrigins) : '*',
    ALLOW_METHODS: '(path)',
    ALLOW_HEADERS: '(requested)',
    ALLOW_CREDENTIALS: cookieOrigins && 'true',
    MAX_AGE,
  };
}

function flag(value: boolean | IResolvable | undefined): string | undefined {
  return isDeployTimeValue(value) ? Token.asString(value) : value?.toString();
}

function text(list: string[] | undefined): string | undefined {
  return isDeployTimeValue(list) ? Fn.join(',', list as string[]) : list?.join();
}
