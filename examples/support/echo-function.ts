import type { Stack } from 'aws-cdk-lib';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { newBackEndFunction } from './back-end-function';

/** Creates a back end that returns who called, by `getAuth(event)`. */
export function newEchoFunction(stack: Stack): LambdaFunction {
  return newBackEndFunction(stack, 'Echo', 'echo.ts');
}
