import { error, warning } from './level';

/** Errors and warnings about protected resource metadata. */
export const METADATA_IDS = {
  'ProtectedResourceMetadata.duplicate': error(
    'The API already serves something at the path of the metadata, such as a second document.',
  ),
  'ProtectedResourceMetadata.stageCycle': error(
    '`resource` refers to a stage of the API, whose deployment contains the metadata.',
  ),
  'ProtectedResourceMetadata.noAuthorizer': warning(
    'A REST API serves the metadata, and no method of it has a `ClerkRestAuthorizer`, so nobody checks the tokens.',
  ),
  'ProtectedResourceMetadata.tokenKinds': warning(
    'The metadata leads clients to OAuth access tokens, and the authorizer does not accept them.',
  ),
  'ProtectedResourceMetadata.audience': warning(
    'The authorizer does not accept the resource of the metadata as `aud`.',
  ),
  'ProtectedResourceMetadata.resource': error('`resource` is not a URL whose metadata clients can find.'),
  'ProtectedResourceMetadata.scopes': error('`scopesSupported` is empty, or has an entry that is not a scope.'),
  'ProtectedResourceMetadata.name': error('`resourceName` is empty.'),
  'ProtectedResourceMetadata.link': error('A page is not given by its `https://` URL.'),
  'ProtectedResourceMetadata.loopback': warning(
    'The host of `resource` is a loopback host, which API Gateway in AWS does not serve.',
  ),
  'ProtectedResourceMetadata.stageUrl': warning(
    '`resource` is the URL of a stage of a REST API. Clients look for the metadata at the root of its origin.',
  ),
  'ProtectedResourceMetadata.basePath': warning(
    'A domain name serves the REST API below a base path. Clients look for the metadata at the root of the domain name.',
  ),
};
