import { CfnOutput, Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { diagnose } from '../diagnostics/diagnostics';
import { containsSecret } from '../diagnostics/secrets';
import { someText } from '../diagnostics/some-text';
import { RenderedResources, resolve } from './rendered-resources';
import type { Properties } from './resources';

const WATCHED = Symbol.for('cdk-clerk-authorizer.watchedSecrets');

/**
 * Fails at the end of synthesis on a secret in an output, or in an environment variable of any function of the Stage: everyone
 * who may read the template, or the function's configuration, could read it. A dynamic reference is no secret.
 */
export function watchSecrets(scope: IConstruct): void {
  const stage = (Stage.of(scope) ?? scope.node.root) as IConstruct & { [WATCHED]?: true };
  if (stage[WATCHED]) return;
  stage[WATCHED] = true;
  stage.node.addValidation({ validate: () => [...secretVariables(stage), ...secretOutputs(stage)].map(describe) });
}

function secretVariables(stage: IConstruct): string[] {
  const resources = new RenderedResources(stage);
  return resources.idsOf('AWS::Lambda::Function').flatMap((id) => {
    const { Variables } = (resources.propertiesOf(id).Environment ?? {}) as Properties;
    return secretsIn(Variables).map((name) => `the environment variable ${name} of ${id}`);
  });
}

function secretOutputs(stage: IConstruct): string[] {
  const outputs = stage.node
    .findAll()
    .filter((it): it is CfnOutput => it instanceof CfnOutput && Stage.of(it) === stage);
  return outputs.flatMap((output) => {
    const { path } = output.node;
    return secretsIn({ value: resolve(output, output.value), text: output.description }).map(
      () => `the output ${path}`,
    );
  });
}

function secretsIn(values: unknown): string[] {
  if (typeof values !== 'object' || values === null) return [];
  return Object.entries(values).flatMap(([name, value]) => (someText(value, containsSecret) ? name : []));
}

function describe(place: string): string {
  return diagnose('Template.secret', {
    what: `${place} contains what looks like a secret or private key, which the template would publish`,
    fix: 'rotate it, and use a dynamic reference, such as SecretValue.secretsManager() of the CDK',
  });
}
