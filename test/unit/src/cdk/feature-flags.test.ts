import { App } from 'aws-cdk-lib';
import { CURRENT_VERSION_EXPIRED_FLAGS, CURRENTLY_RECOMMENDED_FLAGS, FLAGS } from 'aws-cdk-lib/cx-api';
import { expect, test } from 'vitest';
import { AllApis } from '../../support/all-apis';
import { templateOf } from '../../support/stack';
import { missingPermissions, openDoors, openRoutes } from '../../support/template/rules';

const DISABLED = Object.fromEntries(
  Object.keys(FLAGS)
    .filter((flag) => !CURRENT_VERSION_EXPIRED_FLAGS.includes(flag))
    .map((flag) => [flag, false]),
);

test.each([
  ['as a new project has them', CURRENTLY_RECOMMENDED_FLAGS],
  ['disabled, as in an app that is older than they are', DISABLED],
])('with all feature flags %s, the same routes are open, and API Gateway may invoke every function', (_, context) => {
  const template = templateOf(new AllApis(new App({ context })));
  expect(openRoutes(template)).toEqual(openRoutes(templateOf(new AllApis())));
  expect(openDoors(template)).toEqual([]);
  expect(missingPermissions(template)).toEqual([]);
});
