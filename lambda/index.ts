import { POLICY_VARIABLE } from '../src/policy/policy-document';
import { createHandler } from './handler';

export const handler = createHandler(process.env[POLICY_VARIABLE]);
