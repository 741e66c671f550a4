import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Symbols and versions that the Linux binary of jazzer.js requires, and their equivalents on older systems. */
const SYMBOLS = { __isoc23_strtol: 'strtol', __isoc23_strtoul: 'strtoul' };
const VERSIONS = { 'GLIBC_2.38': 'GLIBC_2.2.5', 'GLIBCXX_3.4.32': 'GLIBCXX_3.4' };

interface Report {
  readonly header: { readonly glibcVersionRuntime?: string };
}

/**
 * Makes jazzer.js run on glibc before 2.38, e.g. on Debian 12 and Ubuntu 22.04. Its binary only requires 2.38 for the C23
 * variants of two old functions. On older systems this loads a copy that requires the old variants. The installed file is
 * not changed.
 */
export function loadOnOldGlibc(folder: string): void {
  const { glibcVersionRuntime = '' } = (process.report.getReport() as unknown as Report).header;
  const [major, minor] = glibcVersionRuntime.split('.').map(Number);
  if (glibcVersionRuntime === '' || major > 2 || minor >= 38) return;
  const dlopen = process.dlopen;
  process.dlopen = (module, file, ...flags) => {
    if (!file.includes('@jazzer.js')) return dlopen(module, file, ...flags);
    const copy = join(folder, 'fuzzer.node');
    writeFileSync(copy, forOldGlibc(readFileSync(file)));
    dlopen(module, copy, ...flags);
  };
}

function forOldGlibc(binary: Buffer): Buffer {
  for (const [symbol, old] of Object.entries(SYMBOLS)) {
    binary.write(`\0${old}\0`, find(binary, Buffer.from(`\0${symbol}\0`)), 'latin1');
  }
  // An entry of the version table begins with the hash of the version name. The offset of the name follows after 8 bytes.
  for (const [version, old] of Object.entries(VERSIONS)) {
    const entry = find(binary, hashOf(version));
    const oldEntry = find(binary, hashOf(old));
    for (const offset of [0, 8]) binary.copy(binary, entry + offset, oldEntry + offset, oldEntry + offset + 4);
  }
  return binary;
}

function find(binary: Buffer, bytes: Buffer): number {
  const position = binary.indexOf(bytes);
  if (position === -1)
    throw new Error('This version of jazzer.js needs another glibc; see test/proof/fuzz/guided/old-glibc.ts');
  return position;
}

/** Returns the ELF hash of a version name, which the loader looks up. */
function hashOf(name: string): Buffer {
  let hash = 0;
  for (const byte of Buffer.from(name)) {
    hash = ((hash << 4) >>> 0) + byte;
    const high = hash & 0xf0000000;
    hash = ((hash ^ (high >>> 24)) & ~high) >>> 0;
  }
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(hash);
  return bytes;
}
