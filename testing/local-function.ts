import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { FoundRoute } from '../explain/find-route';
import { decodeFunctionPolicy, type FunctionPolicy } from '../explain/function-policy';
import { unmetSentence } from '../explain/why';
import type { Policy } from '../lambda/policy/decode-policy';
import type { LocalClerk } from '../local/clerk/local-clerk';
import type { Properties } from '../src/access/resources';
import { POLICY_VARIABLE } from '../src/policy/policy-document';
import { carryToken } from './gateway/carry-token';
import { httpApi } from './gateway/http-api';
import type { LocalRequest } from './gateway/local-request';
import { restApi } from './gateway/rest-api';
import { webSocketApi } from './gateway/websocket-api';
import { NO_IDENTITY_SOURCE, type RouteAnswer } from './local-answer';
import { withLocalKeys } from './local-keys';
import { loadShippedFunction, type ShippedFunction } from './shipped-function';

const GATEWAYS = { http: httpApi, rest: restApi, websocket: webSocketApi };

/** The authorizer function of a stack, with the keys of the local Clerk if there is one. */
export class LocalFunction {
  public readonly policy: Policy;
  private readonly shipped: ShippedFunction;

  constructor({ policy, environment, code }: FunctionPolicy, clerk: LocalClerk | undefined) {
    const local = clerk ? withLocalKeys(policy, clerk) : policy;
    this.policy = decodeFunctionPolicy({ policy: local, environment });
    const file = join(code ?? packagedFunction(), 'index.js');
    this.shipped = loadShippedFunction(file, { ...environment, [POLICY_VARIABLE]: local }, clerk?.frontendApiUrl);
  }

  /** @param authorizer the rendered properties of the authorizer */
  public async call(found: FoundRoute, authorizer: Properties, request: LocalRequest): Promise<RouteAnswer> {
    const gateway = GATEWAYS[found.api.kind];
    const carried = carryToken(found, request, this.policy.tokenSources?.[0]);
    if (gateway.refuses(authorizer, carried)) return NO_IDENTITY_SOURCE;
    const { response, error, lines } = await this.shipped(gateway.event(found, authorizer, carried));
    const context = gateway.contextOf(response);
    if (context) return { status: 200, explanation: 'The authorizer lets the caller in.', context, isModel: false };
    const status = error === undefined ? 403 : error === 'Unauthorized' ? 401 : 500;
    const { reason, remedy = '', rule, unmetPart, unmetBecause } = JSON.parse(lines.at(-1) ?? '{}');
    const explanation = unmetPart ? `${unmetSentence(rule, unmetPart, unmetBecause)} ${remedy}` : remedy;
    return { status, reason, explanation, isModel: false };
  }
}

/** Returns the folder of the function in this package. */
function packagedFunction(): string {
  const root = dirname(createRequire(__filename).resolve('cdk-clerk-authorizer/package.json'));
  return join(root, 'assets/lambda/index');
}
