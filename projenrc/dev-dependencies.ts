/** The packages that build and test this one, with the reason where it is not plain from the name. */
export const DEV_DEPENDENCIES = [
  '@jsii/spec', // reads the assembly, for the bundle of the constructs
  '@aws-cdk/integ-runner@^2.197.10',
  '@aws-cdk/integ-tests-alpha@2.214.0-alpha.0', // the last whose peer is not above our floor of aws-cdk-lib
  '@modelcontextprotocol/sdk', // an outside client of the protected resource metadata, as is oauth4webapi
  '@clerk/backend', // the oracle for tokens and has()
  '@jazzer.js/core@^4',
  '@stryker-mutator/core@^9', // 10 needs a newer Node than the build machines have
  '@stryker-mutator/vitest-runner@^9',
  '@types/aws-lambda',
  '@types/jsonwebtoken',
  '@types/ws',
  'aws-cdk@^2.1148.1', // not `latest`: 3.0.0 is an accidental publish of old code
  'cdk-nag@~2.37.55', // the last that accepts our floors of aws-cdk-lib and constructs
  'aws-jwt-verify@^5',
  'cli-table3',
  'dts-bundle-generator@^9', // one declaration file for each published folder
  'fast-check',
  'iframe-worker', // lets the search of the site work without a server
  'jose@^6',
  'jsonwebtoken', // what the bench compares with
  'oauth4webapi',
  'playwright-core',
  'publib', // what the release workflow publishes with
  'rolldown@^1', // makes one file of the constructs
  'tsx',
  'vitest@^4',
  'ws', // Node 20 has no WebSocket client of its own
];
