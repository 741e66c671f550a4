import { type Api, accessesOf, isGuarded } from './api-route';
import type { DirectAccessToGuarded } from './findings';

/** Finds the ways by which everyone reaches the back end of guarded routes, without the API. */
export function findDirectAccess({ directAccess, routes }: Api): DirectAccessToGuarded[] {
  return directAccess.flatMap(({ kind, backEnd, source }) => {
    const guarded = routes.filter((route) => route.backEnd === backEnd && accessesOf(route).some(isGuarded));
    return guarded.length > 0 ? [{ kind, routes: guarded, source }] : [];
  });
}
