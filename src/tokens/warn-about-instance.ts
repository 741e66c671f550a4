import type { IConstruct } from 'constructs';
import { warnOnce } from '../diagnostics/diagnostics';
import { isUnknown } from '../policy/unknown-value';
import { warnIfNoMachine } from './audience';
import { ENVIRONMENT_CONTEXT, environmentOf } from './environment';
import { isLoopbackUrl, warnIfLoopback } from './frontend-api-url';
import type { ClerkInstanceProps } from './instance-props';
import type { TokenKind } from './token-kind';

interface Instance extends ClerkInstanceProps {
  readonly publishableKey?: string;
  readonly tokenKinds?: TokenKind[];
}

/** Warns about settings of a Clerk instance that can be meant, and usually are not. */
export function warnAboutInstance(scope: IConstruct, instance: Instance): void {
  const { frontendApiUrl, audience, tokenKinds } = instance;
  warnIfLoopback(scope, frontendApiUrl);
  warnIfNoMachine(scope, audience, tokenKinds);
  warnIfIssuer(scope, instance);
  if (isUnknown(frontendApiUrl) || isLoopbackUrl(frontendApiUrl)) return;
  warnAboutEnvironment(scope, frontendApiUrl);
  warnAboutKey(scope, instance);
}

/** Warns about the issuer as an audience. Clerk writes the issuer into `iss`, and not into `aud`. */
function warnIfIssuer(scope: IConstruct, { frontendApiUrl, audience }: Instance): void {
  if (isUnknown(frontendApiUrl) || isUnknown(audience)) return;
  const issuer = audience.find((entry) => entry === frontendApiUrl || entry === `${frontendApiUrl}/`);
  if (issuer === undefined) return;
  warnOnce(scope, 'Audience.issuer', {
    what: "'audience' has the issuer, which Clerk writes into `iss` and not into `aud`",
    got: issuer,
    fix: "write audience: ['ClerkJwtAuthorizer'] and put the same value into the `aud` claim of the session token, or acknowledge this if your `aud` is the issuer",
  });
}

function warnAboutEnvironment(scope: IConstruct, frontendApiUrl: string): void {
  const environment = environmentOf(scope);
  if (environment === 'production' && isDevelopment(frontendApiUrl)) {
    warnOnce(scope, 'FrontendApiUrl.developmentInstance', {
      what: "'frontendApiUrl' is a development instance of Clerk, and the names of the stage or of the stack say production",
      got: frontendApiUrl,
      fix: `write frontendApiUrl: 'https://clerk.example.com', the production instance, or set the context ${ENVIRONMENT_CONTEXT}`,
    });
  }
  if (environment === 'development' && !isDevelopment(frontendApiUrl)) {
    warnOnce(scope, 'FrontendApiUrl.productionInstance', {
      what: "'frontendApiUrl' is a production instance of Clerk, and the names of the stage or of the stack say development",
      got: frontendApiUrl,
      fix: `write frontendApiUrl: 'https://sensible-skunk-49.clerk.accounts.dev', the development instance, or set the context ${ENVIRONMENT_CONTEXT}`,
    });
  }
}

/** Warns about a key of another instance: the session cookie of this instance then has another name. */
function warnAboutKey(scope: IConstruct, { frontendApiUrl, publishableKey }: Instance): void {
  if (publishableKey === undefined || isUnknown(publishableKey)) return;
  const kind = isDevelopment(frontendApiUrl) ? 'pk_test_' : 'pk_live_';
  if (publishableKey.startsWith(kind)) return;
  warnOnce(scope, 'PublishableKey.otherInstance', {
    what: `'publishableKey' is not of the instance at ${frontendApiUrl}, whose keys begin with ${kind}`,
    got: publishableKey,
    fix: 'copy it from the Clerk Dashboard > Configure > API keys of the same instance, or acknowledge this',
  });
}

function isDevelopment(frontendApiUrl: string): boolean {
  return new URL(frontendApiUrl).hostname.endsWith('.clerk.accounts.dev');
}
