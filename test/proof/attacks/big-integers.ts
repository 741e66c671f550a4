export function toNumber(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
}

export function fromNumber(value: bigint, length: number): Buffer {
  return Buffer.from(value.toString(16).padStart(length * 2, '0'), 'hex');
}

/** Returns a number whose cube begins with `head`. The bytes after it are arbitrary. */
export function cubeRootOfHead(head: Buffer, length: number): Buffer {
  const target = toNumber(Buffer.concat([head, Buffer.alloc(length - head.length)]));
  const root = fromNumber(cubeRoot(target) + 1n, length);
  return verified(root, length, (cube) => cube.subarray(0, head.length).equals(head));
}

/** Returns a number whose cube begins with `head` and ends with `tail`, or `undefined` if `tail` is even: there is none. */
export function cubeRootOfTail(head: Buffer, tail: Buffer, length: number): Buffer | undefined {
  const end = toNumber(tail);
  if (end % 2n === 0n) return undefined;
  const bits = BigInt(tail.length * 8);
  let low = 1n;
  // Bit by bit: changing one bit of an odd number changes the same bit of its cube, and no lower one.
  for (let bit = 1n; bit < bits; bit++) {
    if (((low ** 3n - end) >> bit) & 1n) low |= 1n << bit;
  }
  const middle = toNumber(Buffer.concat([head, Buffer.alloc(length - head.length, 0x80)]));
  const root = ((cubeRoot(middle) >> bits) << bits) | low;
  return verified(fromNumber(root, length), length, (cube) => {
    return cube.subarray(0, head.length).equals(head) && cube.subarray(-tail.length).equals(tail);
  });
}

/** Returns the largest integer whose cube is at most `value`. */
function cubeRoot(value: bigint): bigint {
  let low = 0n;
  let high = 1n << BigInt(Math.ceil(value.toString(2).length / 3) + 1);
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** 3n <= value) low = middle;
    else high = middle;
  }
  return low;
}

/** Returns `root` if its cube has the wanted bytes. A forgery that does not work would prove nothing. */
function verified(root: Buffer, length: number, isForged: (cube: Buffer) => boolean): Buffer {
  if (!isForged(fromNumber(toNumber(root) ** 3n, length))) throw new Error('the forgery does not work');
  return root;
}
