/** Unicode code points that a title may have. */
export const MAX_TITLE_LENGTH = 255;

/** A title in a path: each code point has up to 4 bytes in UTF-8, each of them 3 characters. */
export const MAX_TITLE_LENGTH_IN_PATH = MAX_TITLE_LENGTH * 4 * 3;
