import { Token } from 'aws-cdk-lib';

/** CDK returns this from `StringParameter.valueFromLookup` until the CLI has looked the value up; then it runs the app again. */
const LOOKUP_PLACEHOLDER = 'dummy-value-for-';

/** CloudFormation replaces such a text at deployment, for example `{{resolve:ssm:/clerk/url}}`. */
const DYNAMIC_REFERENCE = '{{resolve:';

/** Whether a value is not known yet, so that it cannot be checked. */
export function isUnknown(value: unknown): boolean {
  return isDeployTimeValue(value) || isLookupPlaceholder(value);
}

/** Whether a value is known at deployment only. */
export function isDeployTimeValue(value: unknown): boolean {
  return Token.isUnresolved(value) || (typeof value === 'string' && value.includes(DYNAMIC_REFERENCE));
}

/** Whether a text contains a value that CDK has not looked up yet. The template of this run is never deployed. */
export function isLookupPlaceholder(value: unknown): boolean {
  return typeof value === 'string' && value.includes(LOOKUP_PLACEHOLDER);
}
