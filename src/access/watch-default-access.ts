import type { IConstruct } from 'constructs';
import { warn } from '../diagnostics/diagnostics';
import { type CallerRequirement, isWeaker } from './api-route';
import { describeOutsideRoutes } from './describe-finding';
import { textOf } from './read-access';
import type { ApiReference } from './read-api';
import { RenderedResources, resolve } from './rendered-resources';
import { isOwnRoute, placeOfWarnings, renderedApi } from './watch-access';

/**
 * Warns about routes that an API has by other means and that ask for less than the default of a construct of this package: it
 * holds for the routes of the construct only. A preflight is never authorized.
 */
export function watchDefaultAccess(
  owner: IConstruct,
  api: IConstruct,
  reference: ApiReference,
  level: CallerRequirement['level'] | undefined,
  issuer: string,
): void {
  if (level === undefined) return;
  const validate = (): string[] => {
    const resources = new RenderedResources(api);
    if (!hasOtherRoutes(resources)) return [];
    const guard = { kind: 'lambda', requirement: { level, issuer: textOf(resolve(owner, issuer)) } } as const;
    const outside = renderedApi(api, reference, resources).routes.filter(
      ({ method, access, isFixedAnswer, source }) =>
        method !== 'OPTIONS' && !isFixedAnswer && !isOwnRoute(resources.constructOf(source)) && isWeaker(access, guard),
    );
    if (outside.length > 0) {
      const [id, diagnostic] = describeOutsideRoutes(outside);
      warn(placeOfWarnings(api), id, diagnostic);
    }
    return [];
  };
  owner.node.addValidation({ validate });
}

/** Whether any API has routes that are not of this package. Most have none, and to read all routes of an API takes time. */
function hasOtherRoutes(resources: RenderedResources): boolean {
  const others = resources.idsOf('AWS::ApiGatewayV2::Route').filter((id) => !isOwnRoute(resources.constructOf(id)));
  const quickCreated = resources.idsOf('AWS::ApiGatewayV2::Api').filter((id) => resources.propertiesOf(id).Target);
  return others.length > 0 || quickCreated.length > 0;
}
