import { isObject } from '../../lambda/shared/json';
import { orUndefined } from '../../lambda/shared/or-undefined';
import type { Organization, SessionOptions } from '../../local/clerk/claims';
import { INVALID_TOKENS, type InvalidTokenName } from '../../local/clerk/invalid-tokens';
import type { LocalClerk } from '../../local/clerk/local-clerk';
import { UsageError } from '../shared/usage-error';
import type { Form } from './form';

/** Returns a session token with the claims and the flaw that the form asks for. */
export async function mint(clerk: LocalClerk, form: Form): Promise<string> {
  const issuer = clerk.issueFor(form.get('frontendApiUrl') ?? clerk.frontendApiUrl, form.get('audience'));
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
  return {
    userId: form.get('user'),
    organization: organizationOf(form),
    features: list(form.get('features')).join(),
    plans: list(form.get('plan')).join(),
    issuedAt: issuedAt(form.get('age')),
    claims: metadataClaim(form.get('metadata')),
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

/** Returns the texts that commas or spaces separate. */
function list(text = ''): string[] {
  return text.split(/[\s,]+/).filter((item) => item !== '');
}

/** Returns the time of issue of a token with an age in seconds. */
function issuedAt(age = '0'): number {
  if (!/^\d{1,9}$/.test(age)) throw new UsageError('The age is a number of seconds, such as 0 or 120.');
  return Math.floor(Date.now() / 1000) - Number(age);
}

/** Returns the claim that a customized session token has: `{"metadata":"{{user.public_metadata}}"}`. */
function metadataClaim(text: string | undefined): Record<string, unknown> | undefined {
  if (text === undefined) return undefined;
  const metadata: unknown = orUndefined(() => JSON.parse(text));
  if (!isObject(metadata)) throw new UsageError('The metadata is a JSON object, such as {"role":"admin"}.');
  return { metadata };
}
