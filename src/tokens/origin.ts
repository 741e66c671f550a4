/** Builds the origin from protocol and host: `URL.origin` is "null" for custom schemes (browser extensions, native shells). */
export function originOf(party: string): string {
  const { protocol, host } = new URL(party);
  return `${protocol}//${host}`;
}

/** Whether a text is exactly one origin: scheme and host, no path, no wildcard. */
export function isOrigin(party: unknown): boolean {
  return typeof party === 'string' && !party.includes('*') && URL.canParse(party) && originOf(party) === party;
}
