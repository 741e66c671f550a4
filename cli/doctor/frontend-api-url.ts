import { containsSecret } from '../../src/diagnostics/secrets';
import { UsageError } from '../shared/usage-error';

/** Returns the URL as Clerk writes it into tokens. What is wrong with a spelling is said at once, before anything is fetched. */
export function readFrontendApiUrl(value: string): string {
  if (containsSecret(value)) {
    throw new UsageError('This is a secret key, which nothing here needs: rotate it, and give the Frontend API URL.');
  }
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url?.origin === value) return value;
  const origin = url && /^https?:$/.test(url.protocol) ? url.origin : 'https://sensible-skunk-49.clerk.accounts.dev';
  throw new UsageError(`The Frontend API URL is a plain origin: --frontend-api-url ${origin}`);
}
