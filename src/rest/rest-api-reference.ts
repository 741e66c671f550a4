import type { IRestApi } from 'aws-cdk-lib/aws-apigateway';
import type { ApiReference } from '../access/read-api';

/** Returns how methods and resources refer to the API in what is rendered. */
export function restApiReference(restApi: IRestApi): ApiReference {
  return { kind: 'rest', id: restApi.restApiId, root: rootOf(restApi) };
}

/** The root of an API that was imported without one cannot be asked for. */
function rootOf(restApi: IRestApi): string | undefined {
  try {
    return restApi.restApiRootResourceId;
  } catch {
    return undefined;
  }
}
