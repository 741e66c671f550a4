export type Bytes = Uint8Array;

export function toNumber(bytes: Bytes): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
}

export function fromNumber(value: bigint, length: number): Buffer {
  return Buffer.from(value.toString(16).padStart(length * 2, '0'), 'hex');
}

/** A number whose cube begins with these bytes; what follows them is garbage. */
export function cubeRootOfHead(head: Buffer, length: number): Buffer {
  const target = toNumber(Buffer.concat([head, Buffer.alloc(length - head.length)]));
  const root = fromNumber(cubeRoot(target) + 1n, length);
  return hold(root, length, (cube) => cube.subarray(0, head.length).equals(head));
}

/** A number whose cube begins and ends with these bytes, or `undefined`: there is none for an even end. */
export function cubeRootOfTail(head: Buffer, tail: Buffer, length: number): Buffer | undefined {
  const end = toNumber(tail);
  if (end % 2n === 0n) return undefined;
  const bits = BigInt(tail.length * 8);
  let low = 1n;
  // Bit by bit: cubing an odd number and changing one bit changes that bit of the cube, and no lower one.
  for (let bit = 1n; bit < bits; bit++) {
    if (((low ** 3n - end) >> bit) & 1n) low |= 1n << bit;
  }
  const middle = toNumber(Buffer.concat([head, Buffer.alloc(length - head.length, 0x80)]));
  const root = ((cubeRoot(middle) >> bits) << bits) | low;
  return hold(fromNumber(root, length), length, (cube) => {
    return cube.subarray(0, head.length).equals(head) && cube.subarray(-tail.length).equals(tail);
  });
}

/** Below the cube of this there is no larger one. */
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

/** An attack that is not what it says would prove nothing. */
function hold(root: Buffer, length: number, isForged: (cube: Buffer) => boolean): Buffer {
  if (!isForged(fromNumber(toNumber(root) ** 3n, length))) throw new Error('the forgery does not hold');
  return root;
}
