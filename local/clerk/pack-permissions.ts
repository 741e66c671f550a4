/** The permissions of an organization as session tokens of version 2 encode them: `fea`, `o.per` and `o.fpm`. */
export interface PackedPermissions {
  /** The features, for example `o:reports,o:teams`. */
  readonly fea: string;
  /** The names of the permissions, for example `read,manage`. */
  readonly per: string;
  /** One decimal bit mask for each feature in `fea`; bit n stands for the n-th name in `per`. */
  readonly fpm: string;
}

/** Packs permissions of the form `org:<feature>:<permission>`, for example `org:reports:read`. */
export function packPermissions(permissions: readonly string[]): PackedPermissions {
  const pairs = permissions.map((permission) => {
    const [, feature, action] = permission.split(':');
    return { feature, action };
  });
  const features = [...new Set(pairs.map(({ feature }) => feature))];
  const actions = [...new Set(pairs.map(({ action }) => action))];

  // A BigInt, because a number cannot hold a mask of more than 53 bits exactly.
  const masks = features.map((feature) =>
    pairs.reduce(
      (mask, pair) => (pair.feature === feature ? mask | (1n << BigInt(actions.indexOf(pair.action))) : mask),
      0n,
    ),
  );
  return { fea: features.map((feature) => `o:${feature}`).join(), per: actions.join(), fpm: masks.join() };
}
