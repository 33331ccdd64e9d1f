/** The maximum number of Unicode code points of a title. */
export const MAX_TITLE_LENGTH = 255;

/**
 * The maximum length of a title in a path: each code point has up to 4 bytes in UTF-8, each encoded
 * as 3 characters.
 */
export const MAX_TITLE_LENGTH_IN_PATH = MAX_TITLE_LENGTH * 4 * 3;
