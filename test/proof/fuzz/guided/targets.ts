import type { Target } from './target';
import * as claims from './targets/claims';
import * as credentials from './targets/credentials';
import * as forged from './targets/forged';
import * as handler from './targets/handler';
import * as header from './targets/header';
import * as jwks from './targets/jwks';
import * as policy from './targets/policy';
import * as token from './targets/token';

/** The fuzz targets by file name. */
export const TARGETS = { handler, forged, credentials, claims, jwks, policy, header, token } satisfies Record<
  string,
  Target
>;

export type TargetName = keyof typeof TARGETS;
