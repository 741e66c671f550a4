import { type Caller, callerOf } from '../lambda/caller/caller';
import type { JsonObject } from '../lambda/shared/json';
import { orUndefined } from '../lambda/shared/or-undefined';
import { headerOf } from '../lambda/token/jws';
import { kindOf, kindOfHeader } from '../lambda/token/token-kind';
import type { PolicyTokenKind } from '../src/policy/policy-document';

/** Returns the caller of a token whose signature was verified, even if it was refused; undefined if its kind is not known. */
export function callerOfToken(token: string, claims: JsonObject | undefined): Caller | undefined {
  return claims && orUndefined(() => callerOf(claims, kindOf(kindOfHeader(headerOf(token).header), claims)));
}

/** Returns the kind that the claims or the header of a token say it is. */
export function kindOfToken(token: string, claims: JsonObject | undefined): PolicyTokenKind | undefined {
  return callerOfToken(token, claims)?.kind ?? orUndefined(() => kindOfHeader(headerOf(token).header));
}
