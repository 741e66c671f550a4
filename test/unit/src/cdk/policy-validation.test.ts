import { readFileSync } from 'node:fs';
import { App, type IPolicyValidationPluginBeta1 } from 'aws-cdk-lib';
import { afterEach, expect, test, vi } from 'vitest';
import { AllApis } from '../../support/all-apis';
import { openRoutes } from '../../support/template/rules';

afterEach(() => {
  process.exitCode = undefined;
  vi.restoreAllMocks();
});

/** A plugin that lists the open routes and objects to one of them. */
function plugin(resourceLogicalId: string): IPolicyValidationPluginBeta1 & { seen: string[] } {
  const seen: string[] = [];
  return {
    name: 'open-routes',
    seen,
    validate({ templatePaths: [templatePath] }) {
      seen.push(...openRoutes(JSON.parse(readFileSync(templatePath, 'utf8'))));
      const resource = { resourceLogicalId, templatePath, locations: ['Properties/AuthorizationType'] };
      const violation = { ruleName: 'open-route', description: 'A route is open', violatingResources: [resource] };
      return { success: false, violations: [violation] };
    },
  };
}

/** Returns the report of violations. The oldest CDK prints it and sets the exit code, the newest throws it. */
function reportOf(app: App): string {
  const print = vi.spyOn(console, 'error').mockImplementation(() => {});
  vi.spyOn(console, 'log').mockImplementation(() => {});
  try {
    app.synth();
  } catch (error) {
    return String(error);
  }
  expect(process.exitCode).toBe(1);
  return print.mock.calls.join('\n');
}

test('a policy validation plugin sees the templates, and its report names the construct behind a violation', () => {
  const policy = plugin('HttpANYorders7C45ADEB');
  // The CDK CLI sets this context.
  const app = new App({ context: { 'aws:cdk:enable-path-metadata': true }, policyValidationBeta1: [policy] });
  new AllApis(app);
  expect(reportOf(app)).toContain('Stack/Http/Default/ANY--orders/Resource');
  expect(policy.seen).toContain('ANY /orders');
});
