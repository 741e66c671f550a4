import type { Answer } from '../explain/answer';

const LAMBDA = 'the Lambda authorizer of an HTTP API';
const JWT = 'the JWT authorizer of API Gateway';

/**
 * Says which kind of authorizer would answer with the status of the API. Without a template, it is not known which one the route
 * has, and the two refuse with different statuses.
 */
export function compareStatus({ explanation, native }: Answer, status: number): string {
  const decided = status === 401 || status === 403 ? status : 200; // a back end may answer with any other status
  const agreeing = [...(explanation.status === decided ? [LAMBDA] : []), ...(native?.status === decided ? [JWT] : [])];
  const comparison =
    agreeing.length > 0
      ? `as ${agreeing.join(' and ')} would`
      : 'as neither kind of authorizer would: the route may be open, or have a rule or scopes';
  return [
    `Without a template, the authorizer of the route is not known. The API answered ${status}, ${comparison}.`,
    `This is what ${LAMBDA} would decide:`,
  ].join('\n');
}
