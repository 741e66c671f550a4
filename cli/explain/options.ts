import type { Options } from '../shared/options';

export const OPTIONS = {
  template: {
    type: 'string',
    short: 't',
    value: 'PATH',
    description: 'A synthesized template, or a directory such as cdk.out.',
  },
  route: {
    type: 'string',
    short: 'r',
    value: 'ROUTE',
    description: "The route in the template: 'GET /orders/7', 'GET /orders/{id}' or '$connect'.",
  },
  api: { type: 'string', value: 'NAME', description: 'A part of the name of the API, if several have the route.' },
  parameter: {
    type: 'string',
    multiple: true,
    value: 'NAME=VALUE',
    description: 'A value of the template that is known at deployment only.',
  },
  'frontend-api-url': {
    type: 'string',
    value: 'URL',
    description: 'Without a template: the URL of the Clerk instance.',
  },
  audience: { type: 'string', multiple: true, value: 'TEXT', description: 'Without a template: an accepted audience.' },
  'authorized-party': {
    type: 'string',
    multiple: true,
    value: 'ORIGIN',
    description: 'Without a template: the origin of a front end (azp).',
  },
  'token-kind': {
    type: 'string',
    multiple: true,
    value: 'KIND',
    description: 'Without a template: session (default), oauth, m2m or template.',
  },
  pem: { type: 'string', value: 'FILE', description: 'The public key as PEM, instead of fetching the keys.' },
  jwks: { type: 'string', value: 'FILE', description: 'The keys as JWKS, instead of fetching them.' },
  at: {
    type: 'string',
    value: 'TIME',
    description: 'Decide as at this time (ISO 8601), such as 2026-01-31T12:00:00Z.',
  },
  'token-file': { type: 'string', value: 'FILE', description: 'A file with the token, instead of standard input.' },
  header: {
    type: 'string',
    value: 'TEXT',
    description: 'An Authorization header with the token. It stays in the history of your shell.',
  },
} as const satisfies Options;

/** The values of the options of `explain`. */
export type ExplainValues = {
  readonly [Name in keyof typeof OPTIONS]?: (typeof OPTIONS)[Name] extends { multiple: true } ? string[] : string;
};
