import type { FunctionOptions, IFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { createBundledFunction } from '../authorizer/bundled-function';
import { sharedOptions } from '../authorizer/function-options';
import type { MetadataDocument } from '../oauth/metadata-document';
import { metadataFunctionProps } from '../oauth/metadata-function';

interface MetadataFunctionProps {
  readonly runtime?: Runtime;
  readonly functionOptions?: FunctionOptions;
}

/** Creates a function that returns a constant, which an HTTP API cannot do by itself. */
export function createMetadataFunction(
  parent: Construct,
  document: MetadataDocument,
  props: MetadataFunctionProps,
): IFunction {
  return createBundledFunction(new Construct(parent, 'ProtectedResourceMetadata'), {
    ...metadataFunctionProps(document),
    runtime: props.runtime,
    functionOptions: sharedOptions(props.functionOptions),
  });
}
