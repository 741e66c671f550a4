import { type Caller, callerOf } from './caller/caller';
import type { RequestFacts } from './decide';
import { isFiniteNumber, type JsonObject, own } from './shared/json';
import { orUndefined } from './shared/or-undefined';
import { headerOf, type JwsHeader } from './token/jws';
import { kindOf, kindOfHeader } from './token/token-kind';

/** The form of the ids that Clerk gives to users, machines and organizations. Another text in their place is not logged. */
const ID = /^(user|mch|org)_\w{1,64}$/;

/** Clerk's key ids are ids of instances, `ins_…`. The sender of a token can write anything there. */
const KEY_ID = /^[\w-]{1,64}$/;

/** The fields of a log line about a token. They contain no claim but the ids of the caller and of the organization. */
export interface TokenFields {
  readonly kid?: string;
  readonly tokenKind?: string;
  readonly expiresInSeconds?: number;
  readonly sub?: string;
  readonly orgId?: string;
}

/** Returns the fields of a token. Only the key id is known of a token without claims, whose signature was not verified. */
export function tokenFields({ token, claims, caller }: RequestFacts, now: number, withIds: boolean): TokenFields {
  if (token === undefined) return {};
  const header = orUndefined(() => headerOf(token));
  const kid = matching(KEY_ID, header?.kid);
  if (!header || !claims) return { kid };
  const { kind, organization } = caller ?? callerOfRefused(header, claims) ?? {};
  const exp = own(claims, 'exp');
  return {
    kid,
    tokenKind: kind,
    expiresInSeconds: isFiniteNumber(exp) ? Math.round(exp - now / 1000) : undefined,
    sub: withIds ? matching(ID, own(claims, 'sub')) : undefined,
    orgId: withIds ? matching(ID, organization?.id) : undefined,
  };
}

/** Returns the caller of a token whose signature was verified, even if it was refused; undefined if its kind is not known. */
function callerOfRefused({ header }: JwsHeader, claims: JsonObject): Caller | undefined {
  return orUndefined(() => callerOf(claims, kindOf(kindOfHeader(header), claims)));
}

function matching(form: RegExp, value: unknown): string | undefined {
  return typeof value === 'string' && form.test(value) ? value : undefined;
}
