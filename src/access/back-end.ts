import { type Properties, RESPONDER_METADATA, type Resources, referenceTo } from './resources';

const FUNCTION = 'AWS::Lambda::Function';
const ALIAS = 'AWS::Lambda::Alias';
const VERSION = 'AWS::Lambda::Version';

/** The back end that a route leads to. */
export interface BackEnd {
  readonly backEnd?: string;
  readonly isFixedAnswer?: boolean;
  readonly mapping?: Properties;
  readonly dropsHeaders?: boolean;
}

/** Returns the back end of an integration, of an HTTP or a WebSocket API. */
export function backEndOfIntegration(resources: Resources, integration: Properties): BackEnd {
  const { IntegrationType, IntegrationSubtype, IntegrationUri, RequestParameters } = integration;
  if (IntegrationType === 'MOCK') return { isFixedAnswer: true };
  // A service integration names the service in its subtype, and the queue or state machine in its parameters.
  const call = IntegrationSubtype === undefined ? [] : [IntegrationSubtype, RequestParameters];
  const mapping = RequestParameters as Properties | undefined;
  return { ...backEndOf(resources, [IntegrationUri, ...call]), ...(mapping && { mapping }) };
}

/** Returns the back end of a method of a REST API. */
export function backEndOfMethod(resources: Resources, { Integration }: Properties): BackEnd {
  if (typeof Integration !== 'object' || Integration === null) return {};
  const { Type, Uri, RequestTemplates, RequestParameters } = Integration as Properties;
  if (Type === 'MOCK') return { isFixedAnswer: true };
  const backEnd = backEndOf(resources, Type === 'AWS' ? [Uri, RequestTemplates] : [Uri]);
  const mapping = RequestParameters as Properties | undefined;
  return { ...backEnd, mapping, dropsHeaders: Type === 'HTTP' || undefined };
}

function backEndOf(resources: Resources, [uri, ...call]: unknown[]): BackEnd {
  if (uri === undefined && call.length === 0) return {};
  const id = functionOf(resources, uri);
  if (id === undefined) return { backEnd: JSON.stringify([withoutQualifier(uri), ...call]) };
  const isFixedAnswer = resources.metadataOf(id, RESPONDER_METADATA) === true || undefined;
  return isFixedAnswer ? { isFixedAnswer } : { backEnd: id };
}

/** Returns the function that a URI names; an alias or a version of a function is the same code as far as access goes. */
export function functionOf(resources: Resources, uri: unknown): string | undefined {
  const id = referenceTo(resources, uri, FUNCTION, ALIAS, VERSION);
  if (id === undefined || resources.typeOf(id) === FUNCTION) return id;
  return functionOf(resources, resources.propertiesOf(id).FunctionName);
}

/** Returns the ARN of a function that is not in the template, without the alias or version at its end. */
function withoutQualifier(uri: unknown): unknown {
  if (typeof uri !== 'string') return uri;
  return /arn:[\w-]+:lambda:[^:/]*:[^:/]*:function:[\w-]+/.exec(uri)?.[0] ?? uri;
}
