import { CfnParameter, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { Cors, MockIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { describe, expect, test } from 'vitest';
import {
  ClerkGatewayResponses,
  ClerkRestAuthorizer,
  ClerkRestMetadataEndpoint,
  ProtectedResourceMetadata,
} from '../../../../src';
import {
  METADATA,
  MINIMAL,
  methodsOf,
  RESOURCE,
  responseOf,
  restStack,
  templateOf,
  WELL_KNOWN,
} from '../../support/metadata';
import { CLERK, FRONTEND_API_URL, newApi, newStack, resources } from '../../support/stack';

describe('the metadata of a REST API', () => {
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
      new ClerkRestMetadataEndpoint(stack, 'Second', { restApi, frontendApiUrl: FRONTEND_API_URL, metadata: METADATA });
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
    new ClerkRestMetadataEndpoint(stack, 'Metadata', { restApi, frontendApiUrl: FRONTEND_API_URL, metadata: METADATA });
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

  test('fails on an invalid Frontend API URL', () => {
    const stack = newStack();
    const restApi = new RestApi(stack, 'Api');
    const frontendApiUrl = `${FRONTEND_API_URL}/`;
    expect(
      () => new ClerkRestMetadataEndpoint(stack, 'Metadata', { restApi, frontendApiUrl, metadata: METADATA }),
    ).toThrow(/FrontendApiUrl\.trailingSlash/);
  });
});
