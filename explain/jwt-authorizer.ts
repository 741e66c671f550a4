import { isObject } from '../lambda/shared/json';
import type { ApiKind } from '../src/access/api-route';
import type { Properties } from '../src/access/resources';
import { ExplainError } from './explain-error';
import { type LookUp, resolveValue } from './resolve-value';

/** The configuration of a JWT authorizer of API Gateway, and the scopes of the route. */
export interface JwtAuthorizer {
  /** Only HTTP and REST APIs have one. */
  readonly kind: ApiKind;
  readonly issuer: string;
  readonly audience: readonly string[];
  readonly scopes: readonly string[];
  /** REST APIs: the algorithms of signatures that are accepted. HTTP APIs accept those of RSA. */
  readonly algorithms?: readonly string[];
}

/** Reads the properties of a JWT authorizer. Throws if it has settings of which AWS does not document the effect. */
export function readJwtAuthorizer(
  kind: ApiKind,
  { JwtConfiguration }: Properties,
  scopes: unknown,
  lookUp: LookUp,
): JwtAuthorizer {
  const listOf = (value: unknown) => [resolveValue(value ?? [], lookUp)].flat().map(String);
  const configuration = membersOf(JwtConfiguration);
  const { Issuer, Audience, Audiences } = kind === 'rest' ? onlyIssuer(configuration) : configuration;
  return {
    kind,
    issuer: String(resolveValue(Issuer, lookUp)),
    audience: listOf(Audience ?? Audiences),
    scopes: listOf(scopes),
    algorithms: kind === 'rest' ? listOf(configuration.DefaultAlgorithms) : undefined,
  };
}

/**
 * Returns the issuer that a JWT authorizer of a REST API accepts. AWS does not document the status of a token whose additional
 * claims do not match.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-jwt-authorizer.html
 */
function onlyIssuer({ Issuers }: Properties): Properties {
  const [only, ...others] = Array.isArray(Issuers) ? Issuers.map(membersOf) : [];
  if (only !== undefined && only.AdditionalClaims === undefined && others.length === 0) return only;
  throw new ExplainError(
    'The JWT authorizer of a REST API is looked into here only if it has one issuer and no additional claims.',
  );
}

function membersOf(value: unknown): Properties {
  return isObject(value) ? value : {};
}
