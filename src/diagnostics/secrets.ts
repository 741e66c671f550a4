/**
 * Clerk's secret keys, API keys and webhook secrets, and private keys in PEM. The characters are those of base64 and of a
 * URL, because webhook secrets are base64. A private key ends at the quotation mark that ends the text around it.
 */
const SECRET =
  /(?<![A-Za-z0-9])(sk_(live|test)|whsec)_[\w+/=%-]+|\bak_[\w+/=%-]+|(-----BEGIN )?[A-Z ]*PRIVATE KEY[^"']*/g;

/** Whether a text contains a secret. */
export function containsSecret(text: string): boolean {
  return text.search(SECRET) !== -1;
}

/** Replaces the secrets in a text. */
export function redactSecrets(text: string): string {
  return text.replace(SECRET, '(secret)');
}
