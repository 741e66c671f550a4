import type { Claims } from './sessions';

/** One thing about a session is made otherwise. */
export type Change = (claims: Claims) => Claims;

/** Of the claim at the path: `fea`, or `o.per` for what is in the organization, if there is one. */
export function changed(path: string, change: (old: unknown) => unknown): Change {
  const [top, inner] = path.split('.');
  if (inner === undefined) return (claims) => ({ ...claims, [top]: change(claims[top]) });
  return (claims) => {
    const { o } = claims;
    if (typeof o !== 'object' || o === null) return claims;
    return { ...claims, o: { ...o, [inner]: change((o as Claims)[inner]) } };
  };
}

/** The items of a list in a text, of which some are taken out and others put in their place. */
export function edited(list: string, position: number, removed: number, ...items: string[]): string {
  const all = list.split(',');
  all.splice(position, removed, ...items);
  return all.join();
}
