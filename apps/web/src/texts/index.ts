import { en, type Texts } from './en.js';

/** The languages of the page, by tag. The first is the default. */
const LANGUAGES: Record<string, Texts> = { en };

/** The first of the user's languages that the page has. */
export function choose(preferred: readonly string[]): Texts {
  for (const tag of preferred) {
    const texts = LANGUAGES[tag] ?? LANGUAGES[tag.split('-')[0] ?? ''];
    if (texts) return texts;
  }
  return en;
}

/** The texts of the page, in the user's language. */
export const t = choose(globalThis.navigator?.languages ?? []);
