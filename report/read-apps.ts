import type { ApiReport } from './api-report';
import { apisOf, hiddenIn } from './apis-of';
import { findApis } from './find-apis';
import { findHiddenRoutes, type HiddenRoutes } from './hidden-routes';
import { LinkedTemplates } from './linked-templates';
import type { NamedTemplate } from './template';
import { TemplateApi } from './template-api';
import { withoutCircles } from './without-circles';

/** The APIs in the templates of apps. */
export interface ReportContents {
  readonly apis: readonly ApiReport[];
  readonly hidden: readonly HiddenRoutes[];
}

/** Reads the templates of apps. Those of one app are read together, since values pass from one stack to another. */
export function readApps(apps: readonly (readonly NamedTemplate[])[]): ReportContents {
  return withoutCircles(() => {
    const linked = apps.map((templates) => new LinkedTemplates(templates));
    const apis = linked.flatMap((app) => findApis(app).map((reference) => new TemplateApi(app, reference)));
    return { apis, hidden: [...apis.flatMap((api) => api.hidden), ...linked.flatMap(findHiddenRoutes)] };
  });
}

/** Reads the APIs of which some of the templates of an app have a part. */
export function readPart(app: readonly NamedTemplate[], names: readonly string[]): ReportContents {
  return withoutCircles(() => {
    const resources = new LinkedTemplates(app);
    const apis = apisOf(resources, names).map((reference) => new TemplateApi(resources, reference));
    return { apis, hidden: [...apis.flatMap((api) => api.hidden), ...hiddenIn(resources, names)] };
  });
}
