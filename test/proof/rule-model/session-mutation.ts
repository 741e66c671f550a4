import type { Claims } from './sessions';

/** Returns a changed copy of the claims. */
export type SessionMutation = (claims: Claims) => Claims;

/** Changes the claim at a path: `fea`, or e.g. `o.per` for a member of the organization if the session has one. */
export function changeClaim(path: string, change: (old: unknown) => unknown): SessionMutation {
  const [top, inner] = path.split('.');
  if (inner === undefined) return (claims) => ({ ...claims, [top]: change(claims[top]) });
  return (claims) => {
    const { o } = claims;
    if (typeof o !== 'object' || o === null) return claims;
    return { ...claims, o: { ...o, [inner]: change((o as Claims)[inner]) } };
  };
}

/** Removes items of a comma-separated list and inserts others at the same position. */
export function spliceList(list: string, position: number, removed: number, ...items: string[]): string {
  const all = list.split(',');
  all.splice(position, removed, ...items);
  return all.join();
}
