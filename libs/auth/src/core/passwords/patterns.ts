const LONGEST_PART = 4;
const LONGEST_PASSWORD = 256;
const ROWS = ['1234567890', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
/** Each row repeated, forwards and backwards. */
const RUNS = ROWS.flatMap((row) =>
  [row, [...row].reverse().join('')].map((run) => run.repeat(LONGEST_PASSWORD / row.length + 2)),
);

/**
 * Whether a password, in lower case, repeats one to four characters, or is a run of digits, of the
 * alphabet or of a keyboard row, in either direction.
 */
export function isPattern(password: string): boolean {
  return repeats(password) || RUNS.some((run) => run.includes(password));
}

function repeats(password: string): boolean {
  const characters = [...password];
  return Array.from({ length: LONGEST_PART }, (_, i) => i + 1).some((length) =>
    characters.every((character, i) => character === characters[i % length]),
  );
}
