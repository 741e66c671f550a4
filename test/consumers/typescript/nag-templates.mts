import { App, Stack } from 'aws-cdk-lib';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';

// Prints the findings in the templates that are named on the command line. cdk-nag 3 does not read the metadata of templates,
// so that what is acknowledged there is among them.
const findings = process.argv.slice(2).map((templateFile) => {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  new CfnInclude(stack, 'Template', { templateFile });
  const violations = [AwsSolutionsChecks, ServerlessChecks].flatMap(
    (Pack) => new Pack(app).validateScope(stack).violations,
  );
  return violations.flatMap(({ ruleName, violatingResources }) =>
    violatingResources.map(({ constructPath }) => ({ rule: ruleName, resource: constructPath?.split('/').at(-1) })),
  );
});
console.log(JSON.stringify(findings));
