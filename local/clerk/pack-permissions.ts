/** How version 2 of the session token writes down permissions: `fea` names features, `o.per` and `o.fpm` the rest. */
export interface PackedPermissions {
  /** `o:reports,o:teams` */
  readonly fea: string;
  /** `read,manage` */
  readonly per: string;
  /** One decimal bit mask over `per` for each feature of `fea`. */
  readonly fpm: string;
}

/** Packs `org:<feature>:<permission>`, for example `org:reports:read`. */
export function packPermissions(permissions: readonly string[]): PackedPermissions {
  const pairs = permissions.map((permission) => {
    const [, feature, action] = permission.split(':');
    return { feature, action };
  });
  const features = [...new Set(pairs.map(({ feature }) => feature))];
  const actions = [...new Set(pairs.map(({ action }) => action))];

  // BigInt, as with more than 53 actions a mask does not fit a number.
  const masks = features.map((feature) =>
    pairs.reduce(
      (mask, pair) => (pair.feature === feature ? mask | (1n << BigInt(actions.indexOf(pair.action))) : mask),
      0n,
    ),
  );
  return { fea: features.map((feature) => `o:${feature}`).join(), per: actions.join(), fpm: masks.join() };
}
