import { POLICY_VARIABLE } from '../src/policy/policy-document';
import { createHandler } from './handler';

// Not an ES export, for which the bundle would carry half a kilobyte of conversion.
module.exports = { handler: createHandler(process.env[POLICY_VARIABLE]) };
