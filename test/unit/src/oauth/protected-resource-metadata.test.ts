import { CfnParameter, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Cors, DomainName, MockIntegration, RestApi, type RestApiProps } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { describe, expect, test } from 'vitest';
import {
  ClerkGatewayResponses,
  ClerkRestAuthorizer,
  type ClerkRestAuthorizerProps,
  ClerkRestMetadataEndpoint,
  ProtectedResourceMetadata,
  type ProtectedResourceMetadataOptions,
  RouteAccess,
  TokenKind,
} from '../../../../src';
import {
  authorizationTypes,
  CLERK,
  FRONTEND_API_URL,
  newApi,
  newFunction,
  newStack,
  resources,
} from '../../support/stack';

const RESOURCE = 'https://mcp.example.com/mcp';
const WELL_KNOWN = '/.well-known/oauth-protected-resource';
const metadata = ProtectedResourceMetadata.of({ resource: RESOURCE });
const MINIMAL = {
  resource: RESOURCE,
  authorization_servers: [FRONTEND_API_URL],
  jwks_uri: `${FRONTEND_API_URL}/.well-known/jwks.json`,
  bearer_methods_supported: ['header'],
};

function restStack(
  options: Partial<ProtectedResourceMetadataOptions> = {},
  api: RestApiProps = {},
  stack = newStack(),
): Stack {
  const restApi = new RestApi(stack, 'Api', api);
  new ClerkRestMetadataEndpoint(stack, 'Metadata', {
    restApi,
    frontendApiUrl: FRONTEND_API_URL,
    metadata: ProtectedResourceMetadata.of({ resource: RESOURCE, ...options }),
  });
  return stack;
}

interface MethodProperties {
  readonly HttpMethod: string;
  readonly AuthorizationType: string;
  readonly ResourceId: { readonly Ref: string };
  readonly Integration: {
    readonly Type: string;
    readonly IntegrationResponses: {
      readonly StatusCode: string;
      readonly ResponseParameters: Record<string, string>;
      readonly ResponseTemplates: Record<string, unknown>;
    }[];
  };
}

/** Maps `GET /.well-known/…` to the document that answers it. */
function methodsOf(stack: Stack): Record<string, MethodProperties> {
  const tree = Template.fromStack(stack).findResources('AWS::ApiGateway::Resource');
  const pathOf = (id: string): string => {
    const { ParentId, PathPart } = tree[id]?.Properties ?? {};
    return PathPart ? `${pathOf(ParentId.Ref)}/${PathPart}` : '';
  };
  const methods = resources(stack, 'AWS::ApiGateway::Method') as unknown as MethodProperties[];
  return Object.fromEntries(methods.map((it) => [`${it.HttpMethod} ${pathOf(it.ResourceId.Ref)}`, it]));
}

/** The response of the function that serves the metadata, with values for the parameters of the stack. */
async function responseOf(stack: Stack, parameters: Record<string, unknown>): Promise<{ body: string }> {
  const { Code, Environment } = resources(stack, 'AWS::Lambda::Function').find((it) =>
    JSON.stringify(it.Environment).includes('METADATA'),
  ) as { Code: { ZipFile: string }; Environment: { Variables: Record<string, unknown> } };
  const rendered = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    const { Ref, 'Fn::Join': join } = value as { Ref?: string; 'Fn::Join'?: [string, unknown] };
    if (Ref !== undefined) return parameters[Ref];
    if (join === undefined) return value;
    const parts = Array.isArray(join[1]) ? join[1].map(rendered) : (rendered(join[1]) as unknown[]);
    return parts.join(join[0]);
  };
  const env = Object.fromEntries(Object.entries(Environment.Variables).map(([name, value]) => [name, rendered(value)]));
  const exports: { handler?: () => Promise<{ body: string }> } = {};
  new Function('exports', 'process', Code.ZipFile)(exports, { env });
  return (await exports.handler?.()) ?? { body: '' };
}

function templateOf(method: MethodProperties | undefined): string {
  return method?.Integration.IntegrationResponses[0]?.ResponseTemplates['application/json'] as string;
}

describe('on a REST API', () => {
  test('the metadata is public, at the well-known path and below it at the path of the resource', () => {
    const methods = methodsOf(restStack());
    expect(Object.keys(methods).sort()).toEqual(
      ['GET', 'OPTIONS'].flatMap((verb) => [`${verb} ${WELL_KNOWN}`, `${verb} ${WELL_KNOWN}/mcp`]).sort(),
    );
    for (const path of [WELL_KNOWN, `${WELL_KNOWN}/mcp`]) {
      const get = methods[`GET ${path}`];
      expect(get).toMatchObject({ AuthorizationType: 'NONE', Integration: { Type: 'MOCK' } });
      expect(JSON.parse(templateOf(get))).toEqual(MINIMAL);
      expect(get?.Integration.IntegrationResponses).toMatchObject([
        {
          StatusCode: '200',
          ResponseParameters: {
            'method.response.header.access-control-allow-origin': "'*'",
            'method.response.header.cache-control': "'max-age=3600'",
          },
        },
      ]);
      expect(methods[`OPTIONS ${path}`]).toMatchObject({
        AuthorizationType: 'NONE',
        Integration: {
          IntegrationResponses: [
            {
              ResponseParameters: {
                'method.response.header.Access-Control-Allow-Origin': "'*'",
                'method.response.header.Access-Control-Allow-Headers': "'*'",
                'method.response.header.Access-Control-Allow-Methods': "'GET'",
              },
            },
          ],
        },
      });
    }
  });

  test('it has the members of the options and no others', () => {
    const stack = restStack({
      scopesSupported: ['openid', 'profile'],
      resourceName: 'Orders & "more"',
      resourceDocumentation: 'https://example.com/docs',
      resourcePolicyUri: 'https://example.com/policy',
      resourceTosUri: 'https://example.com/terms',
    });
    expect(JSON.parse(templateOf(methodsOf(stack)[`GET ${WELL_KNOWN}`]))).toEqual({
      ...MINIMAL,
      scopes_supported: ['openid', 'profile'],
      resource_name: 'Orders & "more"',
      resource_documentation: 'https://example.com/docs',
      resource_policy_uri: 'https://example.com/policy',
      resource_tos_uri: 'https://example.com/terms',
    });
  });

  test('it contains no markup of mapping templates', () => {
    const resourceName =
      "#set($x = 1)$x $context.identity.accountId $!x ## #foreach($a in [1..9])$util.escape('x')#end";
    const template = templateOf(methodsOf(restStack({ resourceName }))[`GET ${WELL_KNOWN}`]);
    expect(template).not.toMatch(/[$#]/);
    expect(JSON.parse(template).resource_name).toBe(resourceName);
  });

  const HARD = [
    'The "Orders" API, \\',
    'x","authorization_servers":["https://evil.example"],"y":"',
    '#set($x=1)$x',
    'a\nb\t',
    '',
  ];
  test.each(HARD)('a value that is known only at deployment stays the text that it is: %j', async (value) => {
    for (const kind of ['REST', 'HTTP']) {
      const stack = newStack();
      const resourceName = `The ${new CfnParameter(stack, 'Name').valueAsString}`;
      const scopesSupported = new CfnParameter(stack, 'Scopes', { type: 'CommaDelimitedList' }).valueAsList;
      const options = { resource: RESOURCE, resourceName, scopesSupported };
      if (kind === 'REST') restStack(options, {}, stack);
      else newApi({ protectedResourceMetadata: ProtectedResourceMetadata.of(options) }, stack);
      const { body } = await responseOf(stack, { Name: value, Scopes: ['a', 'b'] });
      expect(JSON.parse(body)).toEqual({ ...MINIMAL, resource_name: `The ${value}`, scopes_supported: ['a', 'b'] });
    }
  });

  test('a document that is known at synth needs no function, and another one has its methods public', () => {
    expect(resources(restStack(), 'AWS::Lambda::Function')).toEqual([]);
    const stack = newStack();
    const resourceName = new CfnParameter(stack, 'Name').valueAsString;
    const get = methodsOf(restStack({ resourceName }, {}, stack))[`GET ${WELL_KNOWN}`];
    expect(get).toMatchObject({ AuthorizationType: 'NONE', Integration: { Type: 'AWS_PROXY' } });
  });

  test('it is text, whatever binary media types the API has', () => {
    const methods = methodsOf(restStack({}, { binaryMediaTypes: ['*/*'] }));
    for (const path of [WELL_KNOWN, `${WELL_KNOWN}/mcp`]) {
      expect(methods[`GET ${path}`]?.Integration).toMatchObject({
        ContentHandling: 'CONVERT_TO_TEXT',
        IntegrationResponses: [{ ContentHandling: 'CONVERT_TO_TEXT' }],
      });
      expect(methods[`OPTIONS ${path}`]?.Integration).toMatchObject({ ContentHandling: 'CONVERT_TO_TEXT' });
    }
  });

  test('two documents of one API fail', () => {
    const stack = restStack();
    const restApi = stack.node.findChild('Api') as RestApi;
    const make = () =>
      new ClerkRestMetadataEndpoint(stack, 'Second', { restApi, frontendApiUrl: FRONTEND_API_URL, metadata });
    expect(make).toThrow(/ProtectedResourceMetadata\.duplicate/);
  });

  test('a resource that refers to a stage of the API fails: it is a cycle', () => {
    const stack = newStack();
    const restApi = new RestApi(stack, 'Api');
    const own = ProtectedResourceMetadata.of({ resource: restApi.urlForPath('/mcp') });
    const props = { restApi, frontendApiUrl: FRONTEND_API_URL, metadata: own };
    expect(() => new ClerkRestMetadataEndpoint(stack, 'Metadata', props)).toThrow(/stageCycle/);
    expect(() => new ClerkGatewayResponses(stack, 'R', { restApi, protectedResourceMetadata: own })).toThrow(
      /stageCycle/,
    );
  });

  test('in another stack it is served by the stack of the API', () => {
    const stack = newStack();
    const restApi = new RestApi(stack, 'Api');
    const elsewhere = new Stack(stack.node.root, 'Elsewhere');
    const resourceName = new CfnParameter(stack, 'Name').valueAsString;
    const named = ProtectedResourceMetadata.of({ resource: RESOURCE, resourceName });
    new ClerkRestMetadataEndpoint(elsewhere, 'M', { restApi, frontendApiUrl: FRONTEND_API_URL, metadata: named });
    expect(resources(stack, 'AWS::Lambda::Function')).toHaveLength(1);
  });

  test('a resource that is known only at deployment is served at every path', () => {
    const stack = newStack();
    const resource = new CfnParameter(stack, 'Resource').valueAsString;
    const scopesSupported = new CfnParameter(stack, 'Scopes', { type: 'CommaDelimitedList' }).valueAsList;
    const methods = methodsOf(restStack({ resource, scopesSupported }, {}, stack));
    expect(Object.keys(methods)).toEqual(
      expect.arrayContaining([`GET ${WELL_KNOWN}`, `GET ${WELL_KNOWN}/{proxy+}`, `OPTIONS ${WELL_KNOWN}/{proxy+}`]),
    );
  });

  test('a resource without a path is served at the well-known path only', () => {
    for (const resource of ['https://mcp.example.com', 'https://mcp.example.com/']) {
      const methods = methodsOf(restStack({ resource }));
      expect(Object.keys(methods).filter((key) => key.startsWith('GET'))).toEqual([`GET ${WELL_KNOWN}`]);
      expect(JSON.parse(templateOf(methods[`GET ${WELL_KNOWN}`])).resource).toBe(resource);
    }
  });

  test('it stays public if the API has a default authorizer, API keys and CORS', () => {
    const stack = newStack();
    const authorizer = new ClerkRestAuthorizer(stack, 'Clerk', CLERK);
    const api = {
      defaultMethodOptions: { authorizer, apiKeyRequired: true },
      defaultCorsPreflightOptions: { allowOrigins: ['https://app.example.com'], allowMethods: Cors.ALL_METHODS },
    };
    restStack({}, api, stack);
    const restApi = stack.node.findChild('Api') as RestApi;
    restApi.root.addResource('mcp').addMethod('POST', new MockIntegration());
    const methods = methodsOf(stack);
    expect(methods['POST /mcp']).toMatchObject({ AuthorizationType: 'CUSTOM', ApiKeyRequired: true });
    expect(methods[`GET ${WELL_KNOWN}`]).toMatchObject({ AuthorizationType: 'NONE', ApiKeyRequired: false });
    expect(methods[`OPTIONS ${WELL_KNOWN}/mcp`]?.Integration.IntegrationResponses[0]?.ResponseParameters).toMatchObject(
      { 'method.response.header.Access-Control-Allow-Origin': "'*'" },
    );
  });

  test('it keeps other resources of the API below /.well-known', () => {
    const stack = newStack();
    const restApi = new RestApi(stack, 'Api');
    restApi.root.resourceForPath('/.well-known/security.txt').addMethod('GET', new MockIntegration());
    new ClerkRestMetadataEndpoint(stack, 'Metadata', { restApi, frontendApiUrl: FRONTEND_API_URL, metadata });
    expect(Object.keys(methodsOf(stack))).toEqual(
      expect.arrayContaining(['GET /.well-known/security.txt', `GET ${WELL_KNOWN}/mcp`]),
    );
  });

  test('warns about the URL of a stage and about a loopback URL', () => {
    const stageUrl = Match.stringLikeRegexp('ProtectedResourceMetadata.stageUrl');
    const resource = 'https://abc.execute-api.us-east-1.amazonaws.com/prod/mcp';
    Annotations.fromStack(restStack({ resource })).hasWarning('*', stageUrl);
    Annotations.fromStack(restStack()).hasNoWarning('*', stageUrl);

    const stack = newStack();
    const restApi = new RestApi(stack, 'Other');
    const region = 'us-east-1';
    const own = ProtectedResourceMetadata.of({
      resource: `https://${restApi.restApiId}.execute-api.${region}.amazonaws.com/prod/mcp`,
    });
    const frontendApiUrl = FRONTEND_API_URL;
    new ClerkRestMetadataEndpoint(stack, 'Metadata', { restApi, frontendApiUrl, metadata: own });
    Annotations.fromStack(stack).hasWarning('*', stageUrl);

    Annotations.fromStack(restStack({ resource: 'http://localhost:3000/mcp' })).hasWarning(
      '*',
      Match.stringLikeRegexp('ProtectedResourceMetadata.loopback'),
    );
  });

  describe('behind a base path', () => {
    const basePath = Match.stringLikeRegexp('ProtectedResourceMetadata.basePath');
    const certificate = (stack: Stack) =>
      Certificate.fromCertificateArn(stack, 'Certificate', 'arn:aws:acm:::certificate/x');

    /** The challenge, and the stack, of an API whose domain name is mapped with these base paths. */
    function mapped(paths: (string | undefined)[], resource = RESOURCE, domainName = 'mcp.example.com') {
      const stack = newStack();
      const restApi = new RestApi(stack, 'Api');
      const own = ProtectedResourceMetadata.of({ resource });
      const props = { restApi, frontendApiUrl: FRONTEND_API_URL, metadata: own };
      new ClerkGatewayResponses(stack, 'Responses', { restApi, protectedResourceMetadata: own });
      new ClerkRestMetadataEndpoint(stack, 'Metadata', props);
      const domain = new DomainName(stack, 'Domain', { domainName, certificate: certificate(stack) });
      for (const path of paths) {
        if (path?.includes('/')) domain.addApiMapping(restApi.deploymentStage, { basePath: path });
        else domain.addBasePathMapping(restApi, { basePath: path });
      }
      return { stack, challenge: challengeOf(stack) };
    }

    function challengeOf(stack: Stack): unknown {
      const [response] = resources(stack, 'AWS::ApiGateway::GatewayResponse');
      const { ResponseParameters: parameters } = response as { ResponseParameters: Record<string, unknown> };
      return parameters['gatewayresponse.header.WWW-Authenticate'];
    }

    const pointerTo = (url: string) => `'Bearer resource_metadata="${url}"'`;

    test.each([
      ['v1', 'https://mcp.example.com/v1/mcp', `/v1${WELL_KNOWN}/v1/mcp`],
      ['v1', RESOURCE, `/v1${WELL_KNOWN}/mcp`],
      ['v1/orders', 'https://mcp.example.com/v1/orders', `/v1/orders${WELL_KNOWN}/v1/orders`],
    ])('%s, warns and sends clients of %s where the document is', (path, resource, url) => {
      const { stack, challenge } = mapped([path], resource);
      expect(challenge).toBe(pointerTo(`https://mcp.example.com${url}`));
      Annotations.fromStack(stack).hasWarning('*', basePath);
    });

    test.each<[string, (string | undefined)[], string?]>([
      ['the domain name has no base path', [undefined]],
      ['the API is at the root too', ['v1', undefined]],
      ['the domain name is another one', ['v1'], 'other.example.com'],
    ])('says nothing if %s', (_, paths, domainName) => {
      const { stack, challenge } = mapped(paths, RESOURCE, domainName);
      expect(challenge).toBe(pointerTo(`https://mcp.example.com${WELL_KNOWN}/mcp`));
      Annotations.fromStack(stack).hasNoWarning('*', basePath);
    });

    test('says nothing if the base path leads to another API', () => {
      const { stack } = mapped([undefined]);
      const other = new RestApi(stack, 'Other');
      other.root.addMethod('GET');
      (stack.node.findChild('Domain') as DomainName).addBasePathMapping(other, { basePath: 'v1' });
      Annotations.fromStack(stack).hasNoWarning('*', basePath);
    });

    test('that another API serves the metadata of, points at the root', () => {
      const stack = newStack();
      const restApi = new RestApi(stack, 'Api', {
        domainName: { domainName: 'mcp.example.com', certificate: certificate(stack), basePath: 'v1' },
      });
      restApi.root.addMethod('GET');
      new ClerkGatewayResponses(stack, 'Responses', { restApi, protectedResourceMetadata: metadata });
      expect(challengeOf(stack)).toBe(pointerTo(`https://mcp.example.com${WELL_KNOWN}/mcp`));
    });

    test('uses the base path for a domain name that is known only at deployment', () => {
      const stack = newStack();
      const domainName = new CfnParameter(stack, 'Name').valueAsString;
      const restApi = new RestApi(stack, 'Api', {
        domainName: { domainName, certificate: certificate(stack), basePath: 'v1' },
      });
      const own = ProtectedResourceMetadata.of({ resource: `https://${domainName}/v1/mcp` });
      new ClerkRestMetadataEndpoint(stack, 'Metadata', { restApi, frontendApiUrl: FRONTEND_API_URL, metadata: own });
      new ClerkGatewayResponses(stack, 'Responses', { restApi, protectedResourceMetadata: own });
      expect(JSON.stringify(challengeOf(stack))).toContain(`"/v1${WELL_KNOWN}`);
      Annotations.fromStack(stack).hasWarning('*', basePath);
    });

    test('and with the URL of a stage, the challenge contains the stage', () => {
      const { stack, challenge } = mapped([], 'https://abc.execute-api.us-east-1.amazonaws.com/prod/mcp');
      expect(challenge).toBe(pointerTo(`https://abc.execute-api.us-east-1.amazonaws.com/prod${WELL_KNOWN}/prod/mcp`));
      Annotations.fromStack(stack).hasNoWarning('*', basePath);
    });
  });

  test('fails on an invalid Frontend API URL', () => {
    const stack = newStack();
    const restApi = new RestApi(stack, 'Api');
    const frontendApiUrl = `${FRONTEND_API_URL}/`;
    expect(() => new ClerkRestMetadataEndpoint(stack, 'Metadata', { restApi, frontendApiUrl, metadata })).toThrow(
      /FrontendApiUrl\.trailingSlash/,
    );
  });
});

describe('on an HTTP API', () => {
  const constant = (stack: Stack) =>
    resources(stack, 'AWS::Lambda::Function').find(({ Code }) => JSON.stringify(Code).includes('METADATA')) as {
      Code: { ZipFile: string };
      Environment: { Variables: { METADATA: string } };
      Role: unknown;
    };

  test('is not served by default', () => {
    const stack = newStack();
    newApi({}, stack);
    expect(resources(stack, 'AWS::Lambda::Function')).toEqual([]);
  });

  test('the metadata is public, from a function that returns a constant and may write its own log only', async () => {
    const stack = newStack();
    newApi({ protectedResourceMetadata: metadata }, stack);
    expect(authorizationTypes(stack)).toEqual({
      [`GET ${WELL_KNOWN}`]: 'NONE',
      [`OPTIONS ${WELL_KNOWN}`]: 'NONE',
      [`GET ${WELL_KNOWN}/mcp`]: 'NONE',
      [`OPTIONS ${WELL_KNOWN}/mcp`]: 'NONE',
    });
    expect(resources(stack, 'AWS::IAM::Policy')).toMatchObject([
      { PolicyDocument: { Statement: [{ Action: ['logs:CreateLogStream', 'logs:PutLogEvents'] }] } },
    ]);
    expect(resources(stack, 'AWS::Lambda::Permission')).toHaveLength(1);

    const { Code, Environment } = constant(stack);
    const exports: { handler?: () => Promise<{ statusCode: number; headers: object; body: string }> } = {};
    new Function('exports', 'process', Code.ZipFile)(exports, { env: Environment.Variables });
    const response = await exports.handler?.();
    expect(response).toMatchObject({
      statusCode: 200,
      headers: {
        'content-type': 'application/json',
        'cache-control': 'max-age=3600',
        'access-control-allow-origin': '*',
        'access-control-allow-headers': '*',
        'access-control-allow-methods': 'GET',
      },
    });
    expect(JSON.parse(response?.body ?? '')).toEqual(MINIMAL);
  });

  test('it can describe the API itself', () => {
    const stack = newStack();
    const httpApi = new HttpApi(stack, 'HttpApi');
    const own = ProtectedResourceMetadata.of({ resource: `${httpApi.apiEndpoint}/mcp` });
    newApi({ httpApi, protectedResourceMetadata: own }, stack);
    expect(Object.keys(authorizationTypes(stack))).toContain(`GET ${WELL_KNOWN}/{proxy+}`);
    expect(JSON.stringify(constant(stack).Environment)).toContain('"ApiEndpoint"]},"/mcp"');
  });

  test.each([HttpMethod.GET, HttpMethod.OPTIONS])('its route for %s cannot be defined again', (method) => {
    const access = RouteAccess.anyone();
    const routes = [{ path: WELL_KNOWN, methods: [method], handler: newFunction(newStack()), access }];
    const stack = newStack();
    expect(() => newApi({ routes, protectedResourceMetadata: metadata }, stack)).toThrow(/Route\.duplicate/);
    expect(resources(stack, 'AWS::ApiGatewayV2::Api')).toEqual([]);
  });

  test('warns about a loopback resource', () => {
    const stack = newStack();
    newApi(
      { protectedResourceMetadata: ProtectedResourceMetadata.of({ resource: 'http://127.0.0.1:8080/mcp' }) },
      stack,
    );
    Annotations.fromStack(stack).hasWarning('*', Match.stringLikeRegexp('ProtectedResourceMetadata.loopback'));
  });
});

describe('metadata and authorizer are held against each other', () => {
  const warningsOf = (stack: Stack) =>
    Annotations.fromStack(stack)
      .findWarning('*', Match.stringLikeRegexp('ProtectedResourceMetadata'))
      .map(({ entry }) => /Metadata\.(\w+)/.exec(entry.data as string)?.[1]);

  test.each<[string, Partial<ClerkRestAuthorizerProps>, string[]]>([
    ['session tokens for another audience', {}, ['tokenKinds', 'audience']],
    ['session tokens for the resource', { audience: [RESOURCE] }, ['tokenKinds']],
    ['OAuth tokens for another audience', { tokenKinds: [TokenKind.OAUTH] }, ['audience']],
    ['OAuth tokens for the resource', { tokenKinds: [TokenKind.OAUTH], audience: [RESOURCE] }, []],
  ])('%s', (_, props, expected) => {
    const stack = restStack();
    const authorizer = new ClerkRestAuthorizer(stack, 'Clerk', { ...CLERK, ...props });
    (stack.node.findChild('Api') as RestApi).root.addMethod('GET', new MockIntegration(), { authorizer });
    expect(warningsOf(stack)).toEqual(expected);
    const http = newStack();
    newApi({ protectedResourceMetadata: metadata, useLambdaAuthorizer: true, ...props }, http);
    expect(warningsOf(http)).toEqual(expected);
  });
});

describe('an invalid option fails with its id and the corrected line', () => {
  test.each([
    ['', "write resource: 'https://mcp.example.com/mcp'"],
    [undefined, "write resource: 'https://mcp.example.com/mcp'"],
    ['mcp.example.com', "write resource: 'https://mcp.example.com/mcp'"],
    ['http://mcp.example.com/mcp', "write resource: 'https://mcp.example.com/mcp'"],
    ['https://mcp.example.com/mcp/', "write resource: 'https://mcp.example.com/mcp'"],
    ['https://mcp.example.com/mcp#x', "write resource: 'https://mcp.example.com/mcp'"],
    ['https://api.example.com/mcp?x=1', "write resource: 'https://api.example.com/mcp'"],
    ['https://user:secret@api.example.com/a', "write resource: 'https://api.example.com/a'"],
    ['https://API.example.com/a', "write resource: 'https://api.example.com/a'"],
    ['https://api.example.com:443/a', "write resource: 'https://api.example.com/a'"],
    ['https://api.example.com/a b', "write resource: 'https://mcp.example.com/mcp'"],
    [`https://api.example.com/a'"`, "write resource: 'https://mcp.example.com/mcp'"],
    ['https://api.example.com/{id}', "write resource: 'https://mcp.example.com/mcp'"],
  ])('resource %s', (resource, fix) => {
    const make = () => ProtectedResourceMetadata.of({ resource: resource as string });
    expect(make).toThrow(`${fix} [cdk-clerk-authorizer:ProtectedResourceMetadata.resource]`);
  });

  test.each<[string, Partial<ProtectedResourceMetadataOptions>]>([
    ['scopes', { scopesSupported: [] }],
    ['scopes', { scopesSupported: ['openid profile'] }],
    ['scopes', { scopesSupported: 'openid' as unknown as string[] }],
    ['name', { resourceName: ' ' }],
    ['link', { resourceDocumentation: 'example.com/docs' }],
    ['link', { resourcePolicyUri: 'javascript:alert(1)' }],
    ['link', { resourceTosUri: 'http://example.com/terms' }],
  ])('%s: %j', (slug, options) => {
    expect(() => ProtectedResourceMetadata.of({ resource: RESOURCE, ...options })).toThrow(
      `[cdk-clerk-authorizer:ProtectedResourceMetadata.${slug}]`,
    );
  });

  test('the message does not repeat credentials', () => {
    const make = () => ProtectedResourceMetadata.of({ resource: 'https://user:secret@api.example.com/a' });
    expect(make).toThrow(/^'resource' must not hold credentials; write/);
  });
});
