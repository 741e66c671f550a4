/** A resource of a synthesized template. */
export interface Resource {
  readonly Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: properties of any resource type
  readonly Properties?: any;
  readonly Metadata?: { readonly [key: string]: unknown };
}

export interface CfnTemplate {
  readonly Resources: Readonly<Record<string, Resource>>;
}

const PSEUDO_PARAMETERS: Record<string, string> = {
  'AWS::Partition': 'aws',
  'AWS::Region': 'us-east-1',
  'AWS::AccountId': '123456789012',
};

/** Writes a value with intrinsic functions as text: `{ "Ref": "Api" }` becomes `${Api}`, an attribute `${Api.RootResourceId}`. */
export function text(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value ?? '');
  const [[name, argument]] = Object.entries(value);
  switch (name) {
    case 'Ref':
      return reference(argument);
    case 'Fn::GetAtt':
      return `\${${Array.isArray(argument) ? argument.join('.') : argument}}`;
    case 'Fn::Join':
      return argument[1].map(text).join(argument[0]);
    case 'Fn::Sub':
      return String(argument).replace(/\$\{([\w:]+)\}/g, (_, id) => reference(id));
    default:
      return JSON.stringify(value);
  }
}

function reference(id: string): string {
  return PSEUDO_PARAMETERS[id] ?? `\${${id}}`;
}

/** All resources of the given types with their logical ids. */
export function resourcesOf(
  { Resources }: CfnTemplate,
  ...types: string[]
): [id: string, properties: Resource['Properties']][] {
  return Object.entries(Resources)
    .filter(([, { Type }]) => types.includes(Type))
    .map(([id, { Properties }]) => [id, Properties ?? {}]);
}
