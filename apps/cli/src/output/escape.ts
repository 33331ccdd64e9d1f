/** Control characters, and those that change the direction of writing, or end lines in some programs. */
// eslint-disable-next-line no-control-regex
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** A text as it may be shown in a terminal: `\u001b` for an escape, `\n` for the end of a line. */
export function escaped(text: string): string {
  return text.replace(UNSAFE, (char) => {
    if (char === '\n') return '\\n';
    return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** A text of several lines as it may be shown in a terminal: lines and tabs stay. */
export function escapedLines(text: string): string {
  return text
    .split(/(\r?\n|\t)/)
    .map((part, i) => (i % 2 ? part : escaped(part)))
    .join('');
}

/** JSON of a value that may be shown in a terminal. It means the same. */
export function safeJson(value: unknown, space?: number): string {
  return escapedLines(JSON.stringify(value, undefined, space));
}
