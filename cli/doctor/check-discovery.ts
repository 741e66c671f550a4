import { isObject, type JsonObject } from '../../lambda/shared/json';
import { orUndefined } from '../../lambda/shared/or-undefined';
import { type FetchOptions, fetchDocument } from './fetch-document';
import { type Finding, found, ok } from './findings';

/** API Gateway waits this long for the discovery document, and as long again for the keys. */
export const API_GATEWAY_WAITS_MS = 1500;

export interface Discovery {
  readonly findings: readonly Finding[];
  /** Where API Gateway fetches the keys. */
  readonly jwksUri?: string;
}

/**
 * Checks the discovery document, which API Gateway's JWT authorizer reads when it is created and while it runs.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
 */
export async function checkDiscovery(frontendApiUrl: string, options: FetchOptions): Promise<Discovery> {
  const url = `${frontendApiUrl}/.well-known/openid-configuration`;
  const answer = await fetchDocument(url, options);
  const only = (finding: Finding): Discovery => ({ findings: [finding] });
  if ('failure' in answer) return only(found('Doctor.discoveryUnreachable', `${url}: ${answer.failure}.`));
  if (answer.status !== 200) return only(found('Doctor.discoveryRefused', `${url} answers ${answer.status}.`));
  const document = parse(answer.text);
  if (!document) return only(found('Doctor.discoveryNotJson', `${url} is not a JSON object.`));

  const { issuer, jwks_uri: jwksUri } = document;
  const slow = answer.milliseconds > API_GATEWAY_WAITS_MS;
  const findings = [
    slow
      ? found(
          'Doctor.discoverySlow',
          `The discovery document took ${answer.milliseconds} ms; API Gateway waits 1500 ms.`,
        )
      : ok(`The discovery document is there (${answer.milliseconds} ms).`),
    issuer === frontendApiUrl
      ? ok('Its issuer is the Frontend API URL.')
      : found('Doctor.issuerDiffers', `Its issuer is ${JSON.stringify(issuer)} and not ${frontendApiUrl}.`),
  ];
  if (typeof jwksUri === 'string' && URL.canParse(jwksUri)) return { findings, jwksUri };
  return { findings: [...findings, found('Doctor.noJwksUri', 'It does not say where the keys are (jwks_uri).')] };
}

function parse(text: string): JsonObject | undefined {
  const value: unknown = orUndefined(() => JSON.parse(text));
  return isObject(value) ? value : undefined;
}
