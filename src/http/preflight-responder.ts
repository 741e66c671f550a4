import { Lazy, Names } from 'aws-cdk-lib';
import type { IHttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { type CfnFunction, Code, type FunctionOptions, type Runtime } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { RESPONDER_METADATA } from '../access/resources';
import { bundlePath } from '../authorizer/bundle-path';
import { createBundledFunction } from '../authorizer/bundled-function';
import { sharedOptions } from '../authorizer/function-options';
import { placementFor } from '../authorizer/placement';
import { type CorsSettings, corsSettings } from './cors-settings';
import { FunctionIntegration } from './function-integration';
import { existingRouteKeys } from './route-keys';
import { VERBS } from './verbs';

export interface PreflightResponderProps {
  readonly httpApi: IHttpApi;
  /** Origins of the front ends that send the token in a cookie. Undefined where no cookie is read. */
  readonly cookieOrigins?: string[];
  readonly runtime?: Runtime;
  readonly functionOptions?: FunctionOptions;
}

/** Lambda allows 4 KB for the names and values of all variables. */
const MAX_METHODS_BYTES = 2048;

const VARIABLES = [
  'ALLOW_ORIGINS',
  'ALLOW_METHODS',
  'ALLOW_HEADERS',
  'ALLOW_CREDENTIALS',
  'MAX_AGE',
] as const satisfies readonly (keyof CorsSettings)[];

/**
 * The function behind the open routes of protected paths: it answers OPTIONS with 204 and every other method with 405, so
 * that no request reaches the back end without its authorizer. Its code is lambda/preflight.ts.
 */
export class PreflightResponder extends Construct {
  /** Returns the responder for routes that `owner` adds. One serves an API and a stack, unless constructs want it to differ. */
  public static of(owner: Construct, props: PreflightResponderProps): PreflightResponder {
    const { scope, id } = placementFor(props.httpApi, owner, 'ClerkPreflight');
    const first = scope.node.tryFindChild(id);
    const isShared = first instanceof PreflightResponder && isSame(first.settings, settingsOf(props));
    const suffix = first ? `-${Names.nodeUniqueId(owner.node)}` : '';
    const responder = isShared ? first : new PreflightResponder(scope, `${id}${suffix}`, props);
    responder.owners.add(owner);
    return responder;
  }

  public readonly integration: FunctionIntegration;
  private readonly settings: Record<string, unknown>;
  private readonly owners = new Set<Construct>();
  private readonly listed = new Set<string>();

  private constructor(
    scope: Construct,
    id: string,
    { httpApi, cookieOrigins, runtime, ...options }: PreflightResponderProps,
  ) {
    super(scope, id);
    this.settings = settingsOf({ httpApi, cookieOrigins, runtime, ...options });
    const handler = createBundledFunction(this, {
      description: 'Answers preflights of protected routes',
      code: Code.fromAsset(bundlePath('preflight')),
      environment: {
        ALL_METHODS: VERBS.join(', '),
        METHODS: Lazy.uncachedString({ produce: () => this.renderMethods([httpApi, ...this.owners]) }),
        ...Object.fromEntries(
          VARIABLES.map((name) => [
            name,
            Lazy.uncachedString({ produce: () => corsSettings(httpApi, cookieOrigins)[name] }),
          ]),
        ),
      },
      runtime,
      functionOptions: sharedOptions(options.functionOptions),
    });
    (handler.node.defaultChild as CfnFunction).addMetadata(RESPONDER_METADATA, true);
    this.integration = new FunctionIntegration('ClerkPreflight', handler);
  }

  /** Tells the responder of a path that may lack some of the methods that `ANY` stands for. */
  public addListedPath(path: string): void {
    this.listed.add(path);
  }

  /** Renders the methods of these paths, by path. Where they do not fit, `ALL_METHODS` is answered for these paths too. */
  private renderMethods(scopes: Construct[]): string | undefined {
    const keys = new Set(scopes.flatMap(existingRouteKeys));
    const methods = [...this.listed].map((path) => [
      path,
      VERBS.filter((verb) => keys.has(`${verb} ${path}`)).join(', '),
    ]);
    const json = JSON.stringify(Object.fromEntries(methods));
    return methods.length > 0 && json.length <= MAX_METHODS_BYTES ? json : undefined;
  }
}

/** Returns the settings in which two constructs must agree to share a responder. */
function settingsOf({ cookieOrigins, runtime, functionOptions }: PreflightResponderProps): Record<string, unknown> {
  return { ...sharedOptions(functionOptions), runtime: runtime?.name, cookieOrigins: cookieOrigins?.join() };
}

function isSame(one: Record<string, unknown>, other: Record<string, unknown>): boolean {
  return [...Object.keys(one), ...Object.keys(other)].every((name) => one[name] === other[name]);
}
