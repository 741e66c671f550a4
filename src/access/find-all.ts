import { AccessTable } from './access-table';
import type { Api } from './api-route';
import { findConflicts } from './find-conflicts';
import { findDirectAccess } from './find-direct-access';
import { findExceededQuotas } from './find-exceeded-quotas';
import { findIdentityMistakes } from './find-identity-mistakes';
import { findRoutesToGuardedUrls } from './find-routes-to-guarded-urls';
import { findWeakerRoutes } from './find-weaker-routes';
import type { Finding } from './findings';

/** Finds everything that the routes of an API alone tell to be wrong, or likely to be. */
export function findAll(api: Api): Finding[] {
  const table = new AccessTable(api);
  return [
    ...findWeakerRoutes(table),
    ...findRoutesToGuardedUrls(table),
    ...findConflicts(api),
    ...findExceededQuotas(api),
    ...findIdentityMistakes(api),
    ...findDirectAccess(api),
  ];
}
