import type { TemplateParameters } from '../explain/deployed-values';
import { ExplainError } from '../explain/explain-error';
import { type FoundRoute, findRoute } from '../explain/find-route';
import { type Guard, readGuard } from '../explain/read-guard';
import { type ReadTemplate, readTemplate } from '../explain/read-template';
import type { LocalClerk } from '../local/clerk/local-clerk';
import type { TokenIssuer } from '../local/clerk/token-issuer';
import { type StackLike, synthesize } from '../report/synthesize';
import { routeKey } from '../src/access/api-route';
import type { LocalRequest } from './gateway/local-request';
import { type LocalAnswer, OPEN, type RouteAnswer } from './local-answer';
import { LocalFunction } from './local-function';
import { FetchedKeys, keysOf } from './local-keys';
import { callNative } from './local-native';

/** Options of `LocalAuthorizer`. */
export interface LocalAuthorizerOptions {
  /**
   * The local Clerk, whose keys stand in for those of the instance that the stack names.
   *
   * @default - the keys are fetched from that instance, so that its own tokens are accepted
   */
  readonly clerk?: LocalClerk;
  /**
   * Values that are known at deployment only, by the name that the template uses for them: a parameter, or an attribute such as
   * `ApiF70053CD.ApiEndpoint`. A value of another stack of the app has the name of that stack in front, as in `Shared/ClerkUrl`. An
   * export of a stack that is not part of the app has the name of the export.
   *
   * @default - the defaults of the template's parameters
   */
  readonly parameters?: TemplateParameters;
  /**
   * A part of the name of the API, which is its construct path.
   *
   * @default - the stack has only one API with the route that is called
   */
  readonly api?: string;
}

/** Answers requests as the API of a stack would, without AWS: it runs the authorizer function that the stack deploys. */
export class LocalAuthorizer {
  /**
   * Synthesizes a stack, together with the app that it is part of. Routes in its nested stacks and in other stacks of the app belong
   * to their API, and values that pass between the stacks are followed.
   *
   * @throws if a route is asked for that the stack does not have, or a value is needed that is known at deployment only
   */
  public static fromStack(stack: StackLike, options: LocalAuthorizerOptions = {}): LocalAuthorizer {
    const { template, folders } = synthesize(stack);
    return new LocalAuthorizer(readTemplate(template, options.parameters ?? {}, folders), options);
  }

  /**
   * Reads a synthesized template.
   *
   * @param template the template as an object, or `Template` of `aws-cdk-lib/assertions`
   * @param folder the folder that CDK synthesized the template to. It is needed for routes in nested stacks and values of other
   * stacks, for a policy that is too long for the environment of the function, and if the function is to be the one of that
   * folder and not the one of this package.
   */
  public static fromTemplate(template: object, options: LocalAuthorizerOptions = {}, folder?: string): LocalAuthorizer {
    const json = 'toJSON' in template && typeof template.toJSON === 'function' ? template.toJSON() : template;
    const folders = folder === undefined ? [] : [folder];
    return new LocalAuthorizer(readTemplate(json, options.parameters ?? {}, folders), options);
  }

  private readonly functions = new Map<string, LocalFunction>();
  private readonly fetchedKeys = new FetchedKeys();

  private constructor(
    private readonly template: ReadTemplate,
    private readonly options: LocalAuthorizerOptions,
  ) {}

  /**
   * Returns an issuer of tokens for a route: they have the issuer and the first audience of its authorizer.
   *
   * @throws if the route is open, since nothing reads a token there, or if there is no local Clerk
   */
  public issueFor(route: string): TokenIssuer {
    const { clerk } = this.options;
    if (!clerk)
      throw new ExplainError('Only a local Clerk issues tokens: pass what startLocalClerk() returns as clerk.');
    const guard = readGuard(this.template, this.find(route));
    if (guard.kind === 'open') throw new ExplainError(`The route ${route} is open, and no authorizer reads a token.`);
    const { issuer, audience } = guard.kind === 'jwt' ? guard.authorizer : this.functionOf(guard).policy;
    return clerk.issueFor(issuer, audience[0]);
  }

  /**
   * Sends a request to a route.
   *
   * @param route method and path, such as `GET /orders/7` or `GET /orders/{id}`; `$connect` for a WebSocket API
   * @throws if there is no such route, or if something else guards it, such as IAM
   */
  public async call(route: string, request: LocalRequest = {}): Promise<LocalAnswer> {
    const found = this.find(route);
    const guard = readGuard(this.template, found);
    return { route: routeKey(found.route), ...(await this.answer(guard, found, request)) };
  }

  private async answer(guard: Guard, found: FoundRoute, request: LocalRequest): Promise<RouteAnswer> {
    if (guard.kind === 'open') return OPEN;
    if (guard.kind === 'function') return this.functionOf(guard).call(found, guard.properties, request);
    const { clerk } = this.options;
    const keys = clerk ? keysOf(clerk) : await this.fetchedKeys.of(guard.authorizer.issuer);
    return callNative(guard, found, request, keys);
  }

  private find(route: string): FoundRoute {
    return findRoute(this.template, route, this.options.api);
  }

  /** Each function is started once, so that it keeps its keys and its verified tokens, as on AWS. */
  private functionOf(guard: Extract<Guard, { kind: 'function' }>): LocalFunction {
    const known = this.functions.get(guard.id);
    if (known) return known;
    const started = new LocalFunction(guard.policy, this.options.clerk);
    this.functions.set(guard.id, started);
    return started;
  }
}
