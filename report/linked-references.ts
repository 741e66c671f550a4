import { isObject } from '../lambda/shared/json';
import { isListParameter, type NamedTemplate } from './template';

/** Returns the id of a resource or a parameter, which holds for all templates. */
export function idIn({ name }: NamedTemplate, logicalId: string): string {
  return name === '' ? logicalId : `${name}/${logicalId}`;
}

type Value = { readonly value: unknown; readonly owner: NamedTemplate };

/** Replaces references to values of other stacks. Ids of resources begin with the name of their template. */
export class LinkedReferences {
  private readonly nested = new Map<string, NamedTemplate>();
  /** The values that nested stacks get as parameters, by the id of the parameter. */
  private readonly parameters = new Map<string, Value>();
  private readonly exports = new Map<string, Value>();

  constructor(templates: readonly NamedTemplate[]) {
    const byName = new Map(templates.map((template) => [template.name, template]));
    for (const owner of templates) {
      const { Resources, Outputs = {} } = owner.template;
      for (const [logicalId, name] of Object.entries(owner.nested ?? {})) {
        const child = byName.get(name);
        if (!child) continue;
        this.nested.set(idIn(owner, logicalId), child);
        const { Parameters } = Resources[logicalId]?.Properties ?? {};
        for (const [parameter, value] of Object.entries(isObject(Parameters) ? Parameters : {})) {
          this.parameters.set(idIn(child, parameter), { value, owner });
        }
      }
      for (const { Value: value, Export } of Object.values(Outputs)) {
        if (typeof Export?.Name === 'string') this.exports.set(Export.Name, { value, owner });
      }
    }
  }

  public nestedStack(id: string): NamedTemplate | undefined {
    return this.nested.get(id);
  }

  /** Returns a value of a template with ids that hold for all templates. */
  public link(value: unknown, owner: NamedTemplate): unknown {
    if (Array.isArray(value)) return value.map((item) => this.link(item, owner));
    if (!isObject(value)) return value;
    const [[name, argument] = [], ...others] = Object.entries(value);
    const linked = others.length === 0 ? this.linkFunction(name, argument, owner) : undefined;
    if (linked) return linked.value;
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, this.link(member, owner)]));
  }

  private linkFunction(
    name: string | undefined,
    argument: unknown,
    owner: NamedTemplate,
  ): { value: unknown } | undefined {
    switch (name) {
      case 'Ref':
        return { value: this.linkRef(String(argument), owner) };
      case 'Fn::GetAtt': {
        const [id, ...attribute] = Array.isArray(argument) ? argument : String(argument).split('.');
        return { value: this.linkAttribute(String(id), attribute.join('.'), owner) };
      }
      case 'Fn::ImportValue': {
        const exported = typeof argument === 'string' ? this.exports.get(argument) : undefined;
        return exported && { value: this.link(exported.value, exported.owner) };
      }
      case 'Fn::Sub':
        return { value: this.linkSubstitution(argument, owner) };
      default:
        return undefined;
    }
  }

  private linkRef(logicalId: string, owner: NamedTemplate): unknown {
    if (logicalId.startsWith('AWS::')) return { Ref: logicalId };
    const id = idIn(owner, logicalId);
    const passed = this.parameters.get(id);
    if (!passed) return { Ref: id };
    const value = this.link(passed.value, passed.owner);
    const isText = isListParameter(owner.template.Parameters?.[logicalId]) && !Array.isArray(value);
    return isText ? { 'Fn::Split': [',', value] } : value;
  }

  private linkAttribute(logicalId: string, attribute: string, owner: NamedTemplate): unknown {
    const id = idIn(owner, logicalId);
    const stack = this.nested.get(id);
    const output = stack?.template.Outputs?.[attribute.replace(/^Outputs\./, '')];
    return stack && output ? this.link(output.Value, stack) : { 'Fn::GetAtt': [id, attribute] };
  }

  /** Gives every name in the text of a `Fn::Sub` a value of its own, since names in the text hold for one template only. */
  private linkSubstitution(argument: unknown, owner: NamedTemplate): unknown {
    const [text, variables] = Array.isArray(argument) ? argument : [argument, {}];
    const values: Record<string, unknown> = {};
    for (const [, name] of String(text).matchAll(/\$\{([^!}][^}]*)}/g)) {
      const [id, ...attribute] = name.split('.');
      values[name] =
        attribute.length === 0 ? this.linkRef(id, owner) : this.linkAttribute(id, attribute.join('.'), owner);
    }
    return { 'Fn::Sub': [text, { ...values, ...(this.link(variables, owner) as object) }] };
  }
}
