import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Construct } from 'constructs';
import { metadataDocument, metadataPaths } from '../oauth/metadata-document';
import { warnAboutResource, warnUnlessAccepted } from '../oauth/metadata-warnings';
import type { ProtectedResourceMetadata } from '../oauth/protected-resource-metadata';
import { TokenKind } from '../tokens/token-kind';
import { createMetadataFunction } from './metadata-function';
import type { AddClerkRoutesOptions, ClerkProtectedHttpApiProps } from './protected-http-api-props';
import { RouteAccess } from './route-access';

/** Creates the function that serves the metadata, and returns its routes, which are public. */
export function metadataRoutes(
  scope: Construct,
  metadata: ProtectedResourceMetadata,
  props: ClerkProtectedHttpApiProps,
  usesOnlyLambda: boolean,
): AddClerkRoutesOptions[] {
  warnAboutResource(scope, metadata);
  // API Gateway's JWT authorizer accepts every kind of token.
  const { audience, tokenKinds = usesOnlyLambda ? undefined : [TokenKind.OAUTH] } = props;
  warnUnlessAccepted(scope, metadata, { audience, tokenKinds });
  const handler = createMetadataFunction(scope, metadataDocument(metadata, props.frontendApiUrl), props);
  const methods = [HttpMethod.GET, HttpMethod.OPTIONS];
  return metadataPaths(metadata).map((path) => ({ path, methods, handler, access: RouteAccess.anyone() }));
}
