import type { Properties, Resources } from '../src/access/resources';
import { withImpliedResources } from './implied-resources';
import { idIn, LinkedReferences } from './linked-references';
import type { NamedTemplate, TemplateResource } from './template';
import { withoutCircles } from './without-circles';

/**
 * The resources of several templates, as if they were one: values that pass from stack to stack, by parameters and outputs of
 * nested stacks or by exports, are replaced by what they stand for.
 */
export class LinkedTemplates implements Resources {
  private readonly resources = new Map<
    string,
    { readonly owner: NamedTemplate; readonly resource: TemplateResource }
  >();
  private readonly byType = new Map<string, string[]>();
  private readonly linked = new Map<string, unknown>();
  private readonly references: LinkedReferences;

  constructor(templates: readonly NamedTemplate[]) {
    const implied = templates.map((named) => {
      const template = { ...named.template, Resources: withImpliedResources(named.template.Resources) };
      return { ...named, template };
    });
    this.references = new LinkedReferences(implied);
    for (const owner of implied) {
      for (const [logicalId, resource] of Object.entries(owner.template.Resources)) {
        const id = idIn(owner, logicalId);
        this.resources.set(id, { owner, resource });
        const ids = this.byType.get(resource?.Type);
        if (ids) ids.push(id);
        else this.byType.set(resource?.Type, [id]);
      }
    }
  }

  /** Entries that are no resources but functions, such as `Fn::ForEach::Routes`, which CloudFormation expands at deployment. */
  public get macros(): readonly string[] {
    return [...this.resources.keys()].filter((id) => id.includes('Fn::'));
  }

  /** Returns the name of the template that has a resource. */
  public templateOf(id: string): string | undefined {
    return this.resources.get(id)?.owner.name;
  }

  public idsOf(type: string): readonly string[] {
    return this.byType.get(type) ?? [];
  }

  public typeOf(id: string): string | undefined {
    return this.resources.get(id)?.resource?.Type;
  }

  public propertiesOf(id: string): Properties {
    return (this.linkedOnce(id, id, ({ Properties }) => Properties) ?? {}) as Properties;
  }

  public metadataOf(id: string, key: string): unknown {
    return this.linkedOnce(`${id} ${key}`, id, ({ Metadata }) => Metadata?.[key]);
  }

  /** Whether the stack that a resource creates is among the templates. */
  public isLinkedStack(id: string): boolean {
    return this.references.nestedStack(id) !== undefined;
  }

  private linkedOnce(key: string, id: string, read: (resource: TemplateResource) => unknown): unknown {
    if (!this.linked.has(key)) {
      const { owner, resource } = this.resources.get(id) ?? {};
      const link = () => (owner && resource ? this.references.link(read(resource), owner) : undefined);
      this.linked.set(key, withoutCircles(link));
    }
    return this.linked.get(key);
  }
}
