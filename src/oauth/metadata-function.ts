import { Code } from 'aws-cdk-lib/aws-lambda';
import { encodePolicy } from '../policy/encode-policy';
import { LIST_SEPARATOR } from '../policy/policy-document';
import { METADATA_HEADERS, type MetadataDocument } from './metadata-document';

const HEADERS = {
  'content-type': 'application/json',
  ...METADATA_HEADERS,
  'access-control-allow-methods': 'GET',
  'access-control-allow-headers': '*',
};

/** Values that are known at deployment only are in variables of their own, so no text can change the document around it. */
const CODE = `
const textOf = (name) => process.env[name] ?? '';
const valueOf = ({ env, as }) => (as === 'list' ? textOf(env).split(${JSON.stringify(LIST_SEPARATOR)}) : textOf(env));
const document = JSON.parse(process.env.METADATA, (_, value) => (value.env === undefined ? value : valueOf(value)));
const response = { statusCode: 200, headers: ${JSON.stringify(HEADERS)}, body: JSON.stringify(document) };
exports.handler = async () => response;
`;

/** Returns what a function that serves the metadata consists of. */
export function metadataFunctionProps(document: MetadataDocument) {
  const { json, variables } = encodePolicy(document);
  return {
    description: 'Serves the OAuth protected resource metadata',
    code: Code.fromInline(CODE.trim()),
    environment: { METADATA: json, ...variables },
  };
}
