import { CfnApi, type IHttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { warnOnce } from '../diagnostics/diagnostics';
import { isDeployTimeValue, isUnknown } from '../policy/unknown-value';

/** Warns if the CORS configuration of an API does not allow a header that carries tokens. `headers` are in lower case. */
export function warnIfCorsLacksToken(httpApi: IHttpApi, headers: readonly string[]): void {
  const resource = httpApi.node.defaultChild;
  const cors = resource instanceof CfnApi ? resource.corsConfiguration : undefined;
  if (!cors || isDeployTimeValue(cors)) return;
  const { allowHeaders } = cors as CfnApi.CorsProperty;
  if (isUnknown(allowHeaders)) return;
  const allowed = (allowHeaders ?? []).map((header) => header.toLowerCase());
  // The wildcard covers every header except Authorization (Fetch standard).
  const isAllowed = (header: string) =>
    allowed.includes(header) || (header !== 'authorization' && allowed.includes('*'));
  const missing = headers.find((header) => !isAllowed(header));
  if (missing === undefined) return;
  warnOnce(httpApi, 'ClerkProtectedHttpApi.corsWithoutAuthorization', {
    what: `'corsPreflight.allowHeaders' does not name the header ${missing}, so browsers will not send the token`,
    got: allowHeaders,
    fix: `write allowHeaders: ['${missing}', …]${missing === 'authorization' ? '; the wildcard does not cover it' : ''}`,
  });
}
