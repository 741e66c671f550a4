import { Code, type FunctionOptions, type IFunction, type Runtime } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { createBundledFunction } from '../authorizer/bundled-function';
import { sharedOptions } from '../authorizer/function-options';
import { METADATA_HEADERS } from '../oauth/metadata-document';

const HEADERS = {
  'content-type': 'application/json',
  ...METADATA_HEADERS,
  'access-control-allow-methods': 'GET',
  'access-control-allow-headers': '*',
};

const RESPONSE = JSON.stringify({ statusCode: 200, headers: HEADERS });

interface MetadataFunctionProps {
  readonly runtime?: Runtime;
  readonly functionOptions?: FunctionOptions;
}

/** Creates a function that returns a constant, which an HTTP API cannot do by itself. */
export function createMetadataFunction(parent: Construct, document: string, props: MetadataFunctionProps): IFunction {
  return createBundledFunction(new Construct(parent, 'ProtectedResourceMetadata'), {
    description: 'Serves the OAuth protected resource metadata',
    code: Code.fromInline(`exports.handler = async () => ({ ...${RESPONSE}, body: process.env.METADATA });`),
    environment: { METADATA: document },
    runtime: props.runtime,
    functionOptions: sharedOptions(props.functionOptions),
  });
}
