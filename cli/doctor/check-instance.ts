import { type Finding, found, ok } from './findings';

/** Checks the URL itself: API Gateway needs https, and production an instance of its own. */
export function checkInstance(frontendApiUrl: string): Finding[] {
  const { protocol, hostname } = new URL(frontendApiUrl);
  if (protocol !== 'https:') {
    return [found('Doctor.notHttps', 'The URL is not https://, so that API Gateway cannot fetch its documents.')];
  }
  if (hostname.endsWith('.clerk.accounts.dev')) {
    return [found('Doctor.developmentInstance', 'It is a development instance of Clerk.')];
  }
  return [ok('It is not a development instance of Clerk.')];
}
