import { error, warning } from './level';

/** Errors and warnings about CORS and gateway responses. */
export const BROWSER_IDS = {
  'HttpCors.allowOrigins': error(
    'The CORS configuration of an HTTP API allows something that is not an origin, such as a URL with a slash at its end.',
  ),
  'HttpCors.credentials': error('The CORS configuration of an HTTP API allows credentials for every origin.'),
  'HttpCors.allowMethods': warning(
    'The CORS configuration of an HTTP API that serves PUT, PATCH or DELETE has no `allowMethods`.',
  ),
  'RestCors.preflightRefused': warning(
    'A guarded method `ANY` of a REST API also takes preflights, which have no token, so no browser can call it.',
  ),
  'RestCors.allowHeaders': warning(
    'The CORS options of a guarded path do not allow the header of the token, so browsers will not send it.',
  ),
  'RestCors.allowOrigin': warning(
    'The CORS options of a REST API allow something that is not an origin, such as a URL with a slash at its end.',
  ),
  'RestCors.allowMethods': warning('The CORS options of a guarded path do not allow a method that the path has.'),
  'RestCors.credentials': warning(
    'The CORS options of the API allow credentials, and its gateway responses allow every origin.',
  ),
  'RestCors.noPreflight': warning(
    'A guarded method has no OPTIONS method beside it, and the API answers browsers otherwise, so they cannot call it.',
  ),
  'GatewayResponses.allowOrigin': error('`allowOrigin` is not an origin.'),
  'GatewayResponses.credentials': error('`allowCredentials` was set for all origins, which browsers do not accept.'),
  'GatewayResponses.duplicate': error(
    'The API has a gateway response of one type twice: from `ClerkGatewayResponses`, and from a second one or from code of yours.',
  ),
};
