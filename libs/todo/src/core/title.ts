/** The maximum number of Unicode code points of a title. */
export const MAX_TITLE_LENGTH = 255;

/** In a path, a code point has up to 4 bytes of UTF-8, and each byte 3 characters. */
export const MAX_TITLE_LENGTH_IN_PATH = MAX_TITLE_LENGTH * 4 * 3;
