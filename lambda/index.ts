import { POLICY_VARIABLE } from '../src/private/policy';
import { createHandler } from './handler';

export const handler = createHandler(process.env[POLICY_VARIABLE]);
