/** The server's limit, which counts code points. */
export const TITLE_LIMIT = 255;

/** Invisible characters; `\s` is what `trim` removes. The server has the same rule. */
const INVISIBLE = /^[\s\p{Default_Ignorable_Code_Point}\u2800]*$/u;

export function isTooLong(title: string): boolean {
  return [...title].length > TITLE_LIMIT;
}

export function isBlank(title: string): boolean {
  return INVISIBLE.test(title);
}
