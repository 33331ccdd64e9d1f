/** A decision record keeps its file name. */
const RECORD = String.raw`\d{4}-[\w-]+\.md`;
/** What stands before the name where SQL reads it, which allows no hyphen without quotes. */
const SQL = /(?:DATABASE |ROLE |connect |:5432\/)$/;

/** Lower-case words joined by hyphens. npm, Docker, cookies and SQL accept it; a URN allows 32 characters. */
export const NAME = /^(?=.{2,32}$)[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/**
 * The text with one name of the project in place of another. The name is a word of its own: `-` and `_` may stand
 * beside it. Identifiers (`app_auth`, `APP_URL`, names in SQL) get `_` instead of `-`. Names of decision records
 * stay.
 */
export function replaceName(text, from, to) {
  const word = from.replaceAll('-', '[-_]');
  const pattern = new RegExp(`${RECORD}|(?<![A-Za-z0-9])${word}(?![A-Za-z0-9])`, 'gi');
  return text.replace(pattern, (found, at) => {
    if (/^\d/.test(found)) return found;
    const isIdentifier =
      SQL.test(text.slice(0, at)) || text[at - 1] === '_' || text[at + found.length] === '_';
    if (found === found.toUpperCase()) return to.toUpperCase().replaceAll('-', '_');
    return isIdentifier ? to.replaceAll('-', '_') : to;
  });
}
