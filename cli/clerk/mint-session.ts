import type { Organization, SessionOptions } from '../../local/clerk/claims';
import { INVALID_TOKENS, type InvalidTokenName } from '../../local/clerk/invalid-tokens';
import type { TokenIssuer } from '../../local/clerk/token-issuer';
import { UsageError } from '../shared/usage-error';
import type { Form } from './form';
import { claimsOf, issuedAt, list, objectOf } from './token-fields';

/** Returns a session token with the claims and the flaw that the form asks for. */
export async function mintSession(issuer: TokenIssuer, form: Form): Promise<string> {
  const options = sessionOptions(form);
  const flaw = form.get('flaw');
  if (flaw === undefined) return issuer.session(options);
  if (!isFlaw(flaw)) throw new UsageError('There is no such flaw.');
  return issuer.invalid(flaw, options);
}

function isFlaw(name: string): name is InvalidTokenName {
  return Object.hasOwn(INVALID_TOKENS, name);
}

function sessionOptions(form: Form): SessionOptions {
  // A customized session token has the claim {"metadata":"{{user.public_metadata}}"}.
  const metadata = objectOf(form, 'metadata', 'The metadata is');
  return {
    userId: form.get('user'),
    organization: organizationOf(form),
    features: list(form.get('features')).join(),
    plans: list(form.get('plan')).join(),
    issuedAt: issuedAt(form),
    claims: claimsOf(form, { metadata }),
  };
}

function organizationOf(form: Form): Organization | undefined {
  const permissions = list(form.get('permissions'));
  if (!permissions.every((permission) => /^org:[^:]+:[^:]+$/.test(permission))) {
    throw new UsageError('Permissions are written as in the Clerk Dashboard, such as org:invoices:create.');
  }
  const id = form.get('organization');
  const role = form.get('role');
  if (id === undefined && role === undefined && permissions.length === 0) return undefined;
  return { id, role: (role ?? 'member').replace(/^org:/, ''), ...(permissions.length > 0 && { permissions }) };
}
