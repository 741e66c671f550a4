import { GetAuthError } from './get-auth-error';

/** The place in a request where API Gateway's JWT authorizer finds the token. */
export interface IdentitySource {
  readonly place: 'header' | 'query';
  /** The name of the header, in lower case, or of the query string parameter. */
  readonly name: string;
  /** Where the event has it. */
  readonly field: string;
}

/** AWS's expression for one header or one query string parameter. */
const EXPRESSION = /^\$request\.(header|querystring)\.([\w.-]+)$/;

export function parseIdentitySource(expression: unknown): IdentitySource {
  const match = typeof expression === 'string' && EXPRESSION.exec(expression);
  if (!match) {
    throw new GetAuthError(
      'option-invalid',
      'options.identitySource',
      `'identitySource' is one header or one query string parameter; write '$request.header.Authorization'`,
    );
  }
  const [, place, name] = match;
  if (place === 'querystring') return { place: 'query', name, field: `queryStringParameters.${name}` };
  const header = name.toLowerCase();
  return { place: 'header', name: header, field: `headers.${header}` };
}
