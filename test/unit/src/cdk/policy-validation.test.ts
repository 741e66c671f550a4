import { readFileSync } from 'node:fs';
import { App, type IPolicyValidationPluginBeta1 } from 'aws-cdk-lib';
import { afterEach, expect, test, vi } from 'vitest';
import { AllApis } from '../../support/all-apis';
import { openRoutes } from '../../support/template/rules';

// CDK reports violations by the exit code.
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

test('a policy validation plugin sees the templates, and its report names the construct behind a violation', () => {
  const report = vi.spyOn(console, 'error').mockImplementation(() => {});
  vi.spyOn(console, 'log').mockImplementation(() => {});
  const policy = plugin('HttpANYorders7C45ADEB');
  // The CDK CLI sets this context.
  const app = new App({ context: { 'aws:cdk:enable-path-metadata': true }, policyValidationBeta1: [policy] });
  new AllApis(app);
  app.synth();
  expect(policy.seen).toContain('ANY /orders');
  expect(process.exitCode).toBe(1);
  expect(report.mock.calls.join('\n')).toContain('Construct Path: Stack/Http/Default/ANY--orders/Resource');
});
