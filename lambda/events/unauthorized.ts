/**
 * API Gateway answers 401 to an error with exactly this message, and 500 to any other error.
 * It is created once: capturing a stack trace per request is expensive.
 */
export const UNAUTHORIZED = new Error('Unauthorized');
