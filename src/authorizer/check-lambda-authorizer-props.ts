import type { Duration } from 'aws-cdk-lib';
import { checkNoSecrets } from '../diagnostics/check-no-secrets';
import { fail } from '../diagnostics/diagnostics';
import { POLICY_VARIABLE, VALUE_VARIABLE } from '../policy/policy-document';
import { isUnknown } from '../policy/unknown-value';
import { checkAudience } from '../tokens/audience';
import { type ApiKind, checkTokenSources } from '../tokens/check-token-sources';
import { checkFrontendApiUrl } from '../tokens/frontend-api-url';
import { isOrigin, originOf } from '../tokens/origin';
import { checkPublishableKey } from '../tokens/publishable-key';
import { checkFunctionOptions, checkRuntime } from './function-options';
import type { ClerkLambdaAuthorizerProps } from './lambda-authorizer-props';
import { checkResultsCache } from './results-cache';

interface CheckedProps extends ClerkLambdaAuthorizerProps {
  readonly resultsCacheTtl?: Duration;
}

/** Fails on a prop that is invalid for every kind of API. Unresolved tokens pass. */
export function checkLambdaAuthorizerProps(props: CheckedProps, kind: ApiKind): void {
  const { tokenKinds, authorizedParties, allowMissingAuthorizedParty, resultsCacheTtl, functionOptions } = props;
  checkFrontendApiUrl(props.frontendApiUrl);
  checkAudience(props.audience);
  checkPublishableKey(props.publishableKey);
  checkNoSecrets(props);
  if (tokenKinds?.length === 0) {
    fail('LambdaAuthorizer.noTokenKinds', {
      what: "'tokenKinds' is empty, which would refuse every token",
      fix: 'remove it to accept session tokens',
    });
  }
  if (authorizedParties) checkAuthorizedParties(authorizedParties);
  if (allowMissingAuthorizedParty && !authorizedParties) {
    fail('LambdaAuthorizer.missingAuthorizedParties', {
      what: "'allowMissingAuthorizedParty' has no meaning without 'authorizedParties'",
      fix: "write authorizedParties: ['https://app.example.com'], or remove both",
    });
  }
  checkTokenSources(props, kind);
  checkResultsCache(resultsCacheTtl, props.tokenSources);
  checkRuntime(props.runtime);
  checkFunctionOptions(functionOptions);
  const taken = Object.keys(functionOptions?.environment ?? {}).find(
    (name) => name === POLICY_VARIABLE || name.startsWith(VALUE_VARIABLE),
  );
  if (taken) {
    fail('LambdaAuthorizer.policyVariable', {
      what: `'functionOptions.environment' must not set ${taken}, in which the function gets its policy`,
      fix: `remove ${taken}`,
    });
  }
}

/** Fails unless every entry is an origin: `azp` is the front end's `Origin` header, and it is compared exactly. */
function checkAuthorizedParties(parties: string[]): void {
  if (isUnknown(parties)) return;
  if (!Array.isArray(parties) || parties.length === 0) {
    fail('LambdaAuthorizer.authorizedParties', {
      what: "'authorizedParties' must list at least one origin",
      got: parties,
      fix: "write authorizedParties: ['https://app.example.com']",
    });
  }
  for (const party of parties) {
    if (isUnknown(party) || isOrigin(party)) continue;
    fail('LambdaAuthorizer.authorizedParties', {
      what: "'authorizedParties' must contain origins: scheme and host without a path or a wildcard",
      got: party,
      fix: `write '${URL.canParse(party) && new URL(party).host && !party.includes('*') ? originOf(party) : 'https://app.example.com'}'`,
    });
  }
}
