import { POLICY_FILE, POLICY_VARIABLE } from '../src/policy/policy-document';
import { createHandler } from './handler';

export const handler = createHandler(process.env[POLICY_VARIABLE] ?? policyFile());

/** Reads the policy that is too long for an environment variable. Without one, every request is denied. */
function policyFile(): string | undefined {
  const { readFileSync } = process.getBuiltinModule('node:fs'); // only large policies need it, so it is not loaded at start-up
  try {
    return readFileSync(`${__dirname}/${POLICY_FILE}`, 'utf8');
  } catch {
    return undefined;
  }
}
