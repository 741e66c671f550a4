import { shapeOf } from '../access/path-index';
import { closest, distance } from '../diagnostics/closest';
import { pathOf } from './method-rules';

/** Shorter segments that differ are different names rather than one name with a typing error. */
const MIN_LENGTH_OF_TYPO = 4;

/**
 * Returns the key of a method that a key was meant for: one of the same path, or of a path with one letter changed. A printed
 * line never moves a rule to another path.
 */
export function meantKey(key: string, candidates: readonly string[]): string | undefined {
  const path = pathOf(key);
  const isAlike = (other: string) => shapeOf(other) === shapeOf(path) || hasTypo(path.split('/'), other.split('/'));
  return closest(
    key,
    candidates.filter((it) => isAlike(pathOf(it))),
  );
}

function hasTypo(segments: string[], others: string[]): boolean {
  if (segments.length !== others.length) return false;
  const [difference, ...more] = segments.flatMap((it, index) => (it === others[index] ? [] : [[it, others[index]]]));
  return difference !== undefined && more.length === 0 && isTypo(difference[0], difference[1]);
}

/** Whether one text is the other with a typing error. Different digits, as in `v1` and `v2`, are meant. */
function isTypo(text: string, other: string): boolean {
  const digits = (it: string) => it.replace(/\D/g, '');
  const isLong = Math.min(text.length, other.length) >= MIN_LENGTH_OF_TYPO;
  return isLong && digits(text) === digits(other) && distance(text, other) === 1;
}
