import {
  CfnResource,
  DefaultTokenResolver,
  type IFragmentConcatenator,
  type IPostProcessor,
  type IResolvable,
  type IResolveContext,
  Reference,
  type Stack,
  Stage,
  Tokenization,
} from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Properties, Resources } from './resources';

/** The protected members by which CDK itself renders a resource. */
interface Renderable {
  readonly cfnProperties: Record<string, unknown>;
  readonly rawOverrides: Record<string, unknown>;
  renderProperties(properties: Record<string, unknown>): Record<string, unknown>;
  shouldSynthesize(): boolean;
  _toCloudFormation(): unknown;
}

/**
 * The resources of a Stage as they will be rendered, after overrides and aspects. Ids are construct paths, so that
 * references between stacks can be followed. To be used in the validation phase, when nothing changes any more.
 */
export class RenderedResources implements Resources {
  private readonly byType = new Map<string, string[]>();
  private readonly byId = new Map<string, CfnResource>();
  private readonly properties = new Map<string, Properties>();
  private readonly metadata = new Map<string, unknown>();

  constructor(scope: IConstruct) {
    for (const resource of resourcesOf(Stage.of(scope) ?? scope.node.root)) {
      const { path } = resource.node;
      const ids = this.byType.get(resource.cfnResourceType);
      if (ids) ids.push(path);
      else this.byType.set(resource.cfnResourceType, [path]);
      this.byId.set(path, resource);
    }
  }

  public idsOf(type: string): readonly string[] {
    return this.byType.get(type) ?? [];
  }

  public typeOf(id: string): string | undefined {
    return this.byId.get(id)?.cfnResourceType;
  }

  public propertiesOf(id: string): Properties {
    const known = this.properties.get(id);
    if (known) return known;
    const resource = this.byId.get(id);
    const rendered = resource ? renderedProperties(resource) : {};
    this.properties.set(id, rendered);
    return rendered;
  }

  public metadataOf(id: string, key: string): unknown {
    const name = `${id} ${key}`;
    if (this.metadata.has(name)) return this.metadata.get(name);
    const resource = this.byId.get(id);
    const rendered = resource && resolve(resource, resource.getMetadata(key));
    this.metadata.set(name, rendered);
    return rendered;
  }

  public constructOf(id: string): CfnResource | undefined {
    return this.byId.get(id);
  }

  public countIn(stack: Stack): number {
    return [...this.byId.values()].filter((resource) => resource.stack === stack).length;
  }
}

/** Returns a value as it would be rendered, in which references name the paths of constructs. */
export function resolve(scope: IConstruct, value: unknown): unknown {
  return Tokenization.resolve(value, { scope, resolver: RESOLVER, preparing: false });
}

/**
 * Returns the properties of a resource as they will be rendered. CDK renders overrides together with everything else of a
 * resource, which takes several times as long.
 */
export function renderedProperties(resource: CfnResource): Properties {
  const renderable = resource as unknown as Renderable;
  if (!hasOverrides(resource)) {
    return renderable.renderProperties(resolve(resource, renderable.cfnProperties) as Record<string, unknown>) ?? {};
  }
  const { Resources = {} } = resolve(resource, renderable._toCloudFormation()) as { Resources?: object };
  const [rendered] = Object.values(Resources) as { Properties?: Properties }[];
  return rendered?.Properties ?? {};
}

/** Whether a resource has overrides, which are not in its properties before it is rendered. */
export function hasOverrides(resource: CfnResource): boolean {
  return Object.keys((resource as unknown as Renderable).rawOverrides).length > 0;
}

/** Returns the resources that will be synthesized. A Stage inside of this one is an application of its own. */
function resourcesOf(scope: IConstruct): CfnResource[] {
  const own = CfnResource.isCfnResource(scope) && (scope as unknown as Renderable).shouldSynthesize() ? [scope] : [];
  const children = scope.node.children.filter((child) => !Stage.isStage(child));
  return [...own, ...children.flatMap(resourcesOf)];
}

class PathResolver extends DefaultTokenResolver {
  public override resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    if (!Reference.isReference(token)) return super.resolveToken(token, context, postProcessor);
    const { path } = token.target.node;
    return token.displayName === 'Ref' ? { Ref: path } : { 'Fn::GetAtt': [path, token.displayName] };
  }
}

/** Joins text and references as CDK does. */
const JOIN: IFragmentConcatenator = {
  join(left: unknown, right: unknown): unknown {
    const parts = [left, right].flatMap((side) => {
      if (side === undefined) return [];
      const joined = typeof side === 'object' && side !== null && (side as Record<string, unknown>)['Fn::Join'];
      return Array.isArray(joined) && joined[0] === '' ? joined[1] : [side];
    });
    return parts.length === 1 ? parts[0] : { 'Fn::Join': ['', parts] };
  },
};

const RESOLVER = new PathResolver(JOIN);
