import { type Api, accessesOf, isGuarded } from './api-route';
import type { FunctionUrl } from './findings';

/** Finds the URLs by which everyone reaches the back end of guarded routes, without API Gateway. */
export function findFunctionUrls({ openUrls, routes }: Api): FunctionUrl[] {
  return openUrls.flatMap(({ backEnd, source }) => {
    const guarded = routes.filter((route) => route.backEnd === backEnd && accessesOf(route).some(isGuarded));
    return guarded.length > 0 ? [{ kind: 'functionUrl', routes: guarded, source }] : [];
  });
}
