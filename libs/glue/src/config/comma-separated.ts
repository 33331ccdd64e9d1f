/** The entries of a list in a variable. */
export function commaSeparated(text: string): string[] {
  return text.split(',').map((entry) => entry.trim());
}
