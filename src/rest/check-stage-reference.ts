import { CfnResource } from 'aws-cdk-lib';
import type { IRestApi } from 'aws-cdk-lib/aws-apigateway';
import { resolve } from '../access/rendered-resources';
import { referencedIds } from '../access/resources';
import { fail } from '../diagnostics/diagnostics';
import type { ProtectedResourceMetadata } from '../oauth/protected-resource-metadata';

/**
 * Fails if the resource refers to a stage or a deployment, as `restApi.urlForPath()` does: the deployment contains the
 * metadata, so that CloudFormation could create neither first.
 */
export function checkStageReference(restApi: IRestApi, { _options: { resource } }: ProtectedResourceMetadata): void {
  const ids = new Set(referencedIds(resolve(restApi, resource)));
  if (ids.size === 0) return;
  const stage = restApi.node.root.node
    .findAll()
    .find((it) => CfnResource.isCfnResource(it) && isStage(it) && ids.has(it.node.path));
  if (!stage) return;
  fail('ProtectedResourceMetadata.stageCycle', {
    what: "'resource' refers to a stage of the API, whose deployment contains the metadata, which is a cycle",
    got: stage.node.path,
    fix: "give the API a domain name, and write resource: 'https://mcp.example.com/mcp'",
  });
}

function isStage({ cfnResourceType }: CfnResource): boolean {
  return cfnResourceType === 'AWS::ApiGateway::Stage' || cfnResourceType === 'AWS::ApiGateway::Deployment';
}
