import { Fn } from 'aws-cdk-lib';
import type { IRestApi } from 'aws-cdk-lib/aws-apigateway';
import { metadataUrl } from '../oauth/metadata-document';
import type { ProtectedResourceMetadata } from '../oauth/protected-resource-metadata';
import { basePathOf } from './base-path';
import { requiredScopes } from './required-scopes';
import { ClerkRestMetadataEndpoint } from './rest-metadata-endpoint';

type Metadata = ProtectedResourceMetadata | undefined;

/**
 * Returns the challenge of 401. It has no error code, because the token may be missing.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6750#section-3.1
 */
export function unauthorizedChallenge(restApi: IRestApi, metadata: Metadata): string {
  const scopes = metadata?._options.scopesSupported;
  return challengeOf({ scope: scopes && Fn.join(' ', scopes), resource_metadata: urlOf(restApi, metadata) });
}

/** Returns the challenge of 403. Undefined unless scopes are all that the rules of the API require. */
export function forbiddenChallenge(restApi: IRestApi, metadata: Metadata): string | undefined {
  const scopes = requiredScopes(restApi);
  if (scopes === undefined) return undefined;
  const resource_metadata = urlOf(restApi, metadata);
  return challengeOf({ error: 'insufficient_scope', scope: scopes.join(' '), resource_metadata });
}

/** Returns the URL of the metadata. Another API of the origin may serve it; this API's base path is then not part of the URL. */
function urlOf(restApi: IRestApi, metadata: Metadata): string | undefined {
  if (!metadata) return undefined;
  const isServedHere = restApi.node.root.node
    .findAll()
    .some((it) => it instanceof ClerkRestMetadataEndpoint && it._restApi === restApi);
  return metadataUrl(metadata, isServedHere ? basePathOf(restApi, metadata) : '');
}

function challengeOf(parameters: Record<string, string | undefined>): string {
  const texts = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : `${name}="${value}"`,
  );
  return `'${['Bearer', texts.join(', ')].filter(Boolean).join(' ')}'`;
}
