import { type JsonObject, own } from '../../lambda/shared/json';
import { remedyOf } from '../../lambda/shared/reasons';
import { Refusal } from '../../lambda/shared/refusal';
import { parseJws, parseObject } from '../../lambda/token/jws';
import { type Finding, found, ok } from './findings';

/** The facts about the instance and the API that the token is for. */
export interface Surroundings {
  readonly frontendApiUrl: string;
  readonly kids?: readonly string[];
  /** The audiences of the template. Empty without a template. */
  readonly audiences: readonly string[];
  /** The current time in milliseconds. */
  readonly now: number;
}

/** Checks the claims that depend on settings in Clerk. Nothing of the token is repeated. The command explain checks it all. */
export function checkToken(token: string, surroundings: Surroundings): Finding[] {
  try {
    const { kid, payload } = parseJws(token);
    const claims = parseObject(payload);
    return [...checkOrigin(claims, kid, surroundings), checkAudience(claims, surroundings.audiences)];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return [found('Doctor.tokenUnreadable', `The token cannot be read. ${remedyOf(error.reason)}`)];
  }
}

function checkOrigin(
  claims: JsonObject,
  kid: string | undefined,
  { frontendApiUrl, kids, now }: Surroundings,
): Finding[] {
  const expiry = own(claims, 'exp');
  return [
    own(claims, 'iss') === frontendApiUrl
      ? ok('The token is of this instance.')
      : found('Doctor.tokenOtherIssuer', 'The token is of another instance: its iss is not the Frontend API URL.'),
    ...(kids && !(kid !== undefined && kids.includes(kid))
      ? [found('Doctor.tokenUnknownKey', 'The token is signed with a key that the instance does not list.')]
      : []),
    ...(typeof expiry === 'number' && expiry * 1000 < now
      ? [found('Doctor.tokenExpired', 'The token has expired.')]
      : []),
  ];
}

/** API Gateway compares `client_id` if there is no `aud`, as does the authorizer function for OAuth access tokens. */
function checkAudience(claims: JsonObject, audiences: readonly string[]): Finding {
  const values = [own(claims, 'aud') ?? own(claims, 'client_id') ?? []].flat();
  if (values.length === 0) {
    const expected = audiences.length > 0 ? ` The API expects ${JSON.stringify({ aud: audiences[0] })}.` : '';
    return found('Doctor.tokenNoAudience', `The token has no aud, so that every authorizer refuses it.${expected}`);
  }
  if (audiences.length > 0 && !values.some((value) => audiences.includes(value as string))) {
    return found('Doctor.tokenOtherAudience', `The aud of the token is none of ${audiences.join(', ')}.`);
  }
  return ok('The token has an audience.');
}
