import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodePolicy, type Policy } from '../lambda/policy/decode-policy';
import { isObject } from '../lambda/shared/json';
import type { Properties } from '../src/access/resources';
import { POLICY_FILE, POLICY_VARIABLE } from '../src/policy/policy-document';
import { ExplainError } from './explain-error';
import { type LookUp, resolveValue } from './resolve-value';

/** The configuration of the authorizer function. */
export interface FunctionPolicy {
  /** The policy document as JSON. */
  readonly policy: string;
  /** The environment variables, with the values that are known at deployment only. */
  readonly environment: Readonly<Record<string, string>>;
  /** The folder of the function's code, if it is beside the template. */
  readonly code: string | undefined;
}

/**
 * Reads the policy of an authorizer function from its environment, or from its code if it is too long for that.
 *
 * @param folders the folders where CDK may have put the code of the function
 */
export function functionPolicy(resource: Properties, lookUp: LookUp, folders: readonly string[]): FunctionPolicy {
  const code = codeFolder(resource.Code, folders);
  const variables = isObject(resource.Environment) && resource.Environment.Variables;
  const ours = Object.entries(isObject(variables) ? variables : {}).filter(([name]) => name.startsWith('CLERK_'));
  const { [POLICY_VARIABLE]: policy = policyFile(code), ...environment } = Object.fromEntries(
    ours.map(([name, value]) => [name, String(resolveValue(value, lookUp))]),
  );
  return { policy, environment, code };
}

/** Reads the policy document as the function does. Throws if it is one of another version, or a given value does not fit. */
export function decodeFunctionPolicy({ policy, environment }: Pick<FunctionPolicy, 'policy' | 'environment'>): Policy {
  try {
    return decodePolicy(policy, environment);
  } catch {
    throw new ExplainError(
      'The policy in the template cannot be read: use the version of cdk-clerk-authorizer that synthesized it, and check the parameters.',
    );
  }
}

function codeFolder(code: unknown, folders: readonly string[]): string | undefined {
  const key = isObject(code) && code.S3Key;
  if (typeof key !== 'string') return undefined;
  const assets = folders.map((folder) => join(folder, `asset.${key.replace(/^.*\/|\.zip$/g, '')}`));
  return assets.find((asset) => existsSync(join(asset, 'index.js')));
}

function policyFile(code: string | undefined): string {
  const file = code && join(code, POLICY_FILE);
  if (file && existsSync(file)) return readFileSync(file, 'utf8');
  throw new ExplainError(
    'The policy of the authorizer is in the code of its function, which is not beside the template: name the template in cdk.out.',
  );
}
