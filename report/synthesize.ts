import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A stack of the AWS CDK. */
export interface StackLike {
  readonly templateFile: string;
  readonly node: { readonly scopes: readonly object[] };
}

/** The app or the stage that a stack is part of. */
interface StageLike {
  readonly outdir: string;
  readonly assetOutdir: string;
  synth(): unknown;
}

export interface Synthesized {
  readonly template: unknown;
  /** The folder of the template, and that of its assets. */
  readonly folders: readonly string[];
}

/** Synthesizes the app of a stack, and returns the template of the stack with its folders. */
export function synthesize(stack: StackLike): Synthesized {
  const stages = stack.node.scopes.filter(isStage);
  const [app, stage] = [stages[0], stages.at(-1)];
  if (!app || !stage) throw new Error('The stack is not part of an app: write new Stack(new App(), …).');
  app.synth();
  const template: unknown = JSON.parse(readFileSync(join(stage.outdir, stack.templateFile), 'utf8'));
  return { template, folders: [stage.outdir, stage.assetOutdir] };
}

/** Stages are told by their methods, because the package of the CDK is not loaded here. */
function isStage(scope: object): scope is StageLike {
  return 'synth' in scope && 'outdir' in scope;
}
