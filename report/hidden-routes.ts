import type { Api } from '../src/access/api-route';
import type { LinkedTemplates } from './linked-templates';

/** Routes that there may be beside those in the report. */
export interface HiddenRoutes {
  readonly reason: 'imported' | 'openApi' | 'untransformed' | 'nestedStack' | 'macro';
  /** The API or the resource that may have them. */
  readonly source: string;
  /** Why they cannot be seen, and what to do. */
  readonly message: string;
}

const MESSAGES: Record<HiddenRoutes['reason'], string> = {
  imported: 'is defined elsewhere, and may have routes there: read the template that defines it too',
  openApi: 'has an OpenAPI definition that is not in the template, or only in part: read the definition',
  untransformed:
    'is transformed at deployment: read the processed template, which aws cloudformation get-template --template-stage Processed returns',
  nestedStack: 'is a stack whose template was not found: read that template too',
  macro: 'is expanded at deployment by a macro: read the processed template',
};

/** The types of a template for SAM that have routes, or may have them. */
const SAM_TYPES = ['Api', 'HttpApi', 'WebSocketApi', 'Function', 'StateMachine', 'Application'].map(
  (it) => `AWS::Serverless::${it}`,
);

/** Finds what may have routes that are not in the templates. */
export function findHiddenRoutes(resources: LinkedTemplates): HiddenRoutes[] {
  return [
    ...SAM_TYPES.flatMap((type) => resources.idsOf(type))
      .filter((id) => mayHaveRoutes(resources, id))
      .map((id) => hidden('untransformed', id)),
    ...resources
      .idsOf('AWS::CloudFormation::Stack')
      .filter((id) => !resources.isLinkedStack(id))
      .map((id) => hidden('nestedStack', id)),
    ...resources.macros.map((id) => hidden('macro', id)),
  ];
}

/** Describes why routes of one API may be hidden. */
export function hiddenRoutesOf({ hidden: reasons }: Api, name: string): HiddenRoutes[] {
  return reasons.map((reason) => hidden(reason, name));
}

function hidden(reason: HiddenRoutes['reason'], source: string): HiddenRoutes {
  return { reason, source, message: `${source} ${MESSAGES[reason]}` };
}

/** A function or a state machine of SAM has routes if an API calls it. */
function mayHaveRoutes(resources: LinkedTemplates, id: string): boolean {
  if (!/::(Function|StateMachine)$/.test(resources.typeOf(id) ?? '')) return true;
  const { Events = {} } = resources.propertiesOf(id);
  return Object.values(Events as object).some((event) => /^(Api|HttpApi)$/.test(event?.Type));
}
