/** The input is not a CloudFormation template that can be read. The message is one sentence. */
export class TemplateError extends Error {}
