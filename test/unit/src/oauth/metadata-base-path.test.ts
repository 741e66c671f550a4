import { CfnParameter, type Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { DomainName, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { describe, expect, test } from 'vitest';
import { ClerkGatewayResponses, ClerkRestMetadataEndpoint, ProtectedResourceMetadata } from '../../../../src';
import { METADATA, RESOURCE, WELL_KNOWN } from '../../support/metadata';
import { FRONTEND_API_URL, newStack, resources } from '../../support/stack';

describe('an API behind a base path', () => {
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
    new ClerkGatewayResponses(stack, 'Responses', { restApi, protectedResourceMetadata: METADATA });
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
