/** All of an error: what is wrong, what to write, and its id. */
export function diagnostic(id: string): RegExp {
  return new RegExp(`^(?!undefined)[^,;\\s][^;]*; \\S.* \\[cdk-clerk-authorizer:${id.replace('.', '\\.')}\\]$`, 's');
}
