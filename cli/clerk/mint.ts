import type { LocalClerk } from '../../local/clerk/local-clerk';
import type { TokenIssuer } from '../../local/clerk/token-issuer';
import { UsageError } from '../shared/usage-error';
import type { Form } from './form';
import { mintSession } from './mint-session';
import { claimsOf, issuedAt, list } from './token-fields';

type Mint = (issuer: TokenIssuer, form: Form) => Promise<string>;

/** How a token of each kind is minted. The names are those of `--token-kind`. */
const KINDS: ReadonlyMap<string, Mint> = new Map<string, Mint>([
  ['session', mintSession],
  ['template', (issuer, form) => issuer.template(optionsOf(form, { sub: form.get('user') }))],
  [
    'oauth',
    (issuer, form) => {
      const scope = form.has('scopes') ? list(form.get('scopes')).join(' ') : undefined;
      return issuer.oauth(optionsOf(form, { sub: form.get('user'), scope }));
    },
  ],
  ['m2m', (issuer, form) => issuer.machine(optionsOf(form, { sub: form.get('machine') }))],
]);

/** Returns a token of the kind and with the claims that the form asks for. */
export async function mint(clerk: LocalClerk, form: Form): Promise<string> {
  const mintKind = KINDS.get(form.get('kind') ?? 'session');
  if (!mintKind) throw new UsageError(`The kind of token is one of ${[...KINDS.keys()].join(', ')}.`);
  return mintKind(clerk.issueFor(form.get('frontendApiUrl') ?? clerk.frontendApiUrl, form.get('audience')), form);
}

function optionsOf(form: Form, claims: Record<string, string | undefined>) {
  return { issuedAt: issuedAt(form), claims: claimsOf(form, claims) };
}
