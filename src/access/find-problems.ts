import type { Api } from './api-route';
import { describeFinding } from './describe-finding';
import { findMissingEndpoint } from './endpoint';
import { findAll } from './find-all';
import { findInOtherApis } from './find-in-other-apis';
import { findManualDeployments } from './find-manual-deployments';
import type { Finding } from './findings';
import type { Problem } from './problem';
import { API_TYPES, type ApiReference } from './read-api';
import { type Resources, referenceTo } from './resources';

/**
 * Finds everything that is wrong, or is likely to be, with an API: in its routes, in its settings and in other APIs. It is the
 * same at synthesis and in a report.
 */
export function findProblems(resources: Resources, reference: ApiReference, api: Api): Problem[] {
  const apiId = referenceTo(resources, reference.id, ...API_TYPES);
  return [
    ...(apiId === undefined ? [] : findInApi(resources, api, apiId)),
    ...findAll(api).map((finding) => ({
      message: describeFinding(finding),
      routes: finding.kind === 'quota' ? [] : finding.routes,
      source: sourceOf(finding),
    })),
    ...findInOtherApis(resources, api, apiId),
  ];
}

/** Finds what cannot be seen where the API is imported. */
function findInApi(resources: Resources, api: Api, id: string): Problem[] {
  const missingEndpoint = findMissingEndpoint(resources, id).map((message) => ({ message, routes: [] }));
  return [...missingEndpoint, ...findManualDeployments(resources, api, id)];
}

function sourceOf(finding: Finding): string | undefined {
  if ('source' in finding) return finding.source;
  return 'falls' in finding || 'path' in finding || finding.kind === 'trustedHeader'
    ? finding.routes[0].source
    : undefined;
}
