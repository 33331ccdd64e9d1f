/** The server's limit, which counts code points. */
export const TITLE_LIMIT = 255;

export function isTooLong(title: string): boolean {
  return [...title].length > TITLE_LIMIT;
}
