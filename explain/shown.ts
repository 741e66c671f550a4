/** The most of a value that is shown. */
const MAX_LENGTH = 100;

/** Writes a value of a token, of which a terminal must not obey any part. */
export function shown(value: unknown): string {
  const text = (JSON.stringify(value) ?? 'absent').replace(/[^\x20-\x7e]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text;
}
