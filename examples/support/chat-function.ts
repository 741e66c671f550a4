import type { Stack } from 'aws-cdk-lib';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { newBackEndFunction } from './back-end-function';

/**
 * Creates a back end of a WebSocket API that answers each message with the user's id.
 *
 * API Gateway checks the token only when the connection is opened. Therefore this back end serves a connection for ten
 * minutes and then asks the client to connect again with a new token.
 */
export function newChatFunction(stack: Stack): LambdaFunction {
  return newBackEndFunction(stack, 'Chat', 'chat.ts');
}
