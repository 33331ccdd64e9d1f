import { en, type Texts } from './en.js';

/** The languages that the page speaks, by their tag. The first is for everybody else. */
const LANGUAGES: Record<string, Texts> = { en };

/** The first language that the person reads and the page speaks. */
export function choose(preferred: readonly string[]): Texts {
  for (const tag of preferred) {
    const texts = LANGUAGES[tag] ?? LANGUAGES[tag.split('-')[0] ?? ''];
    if (texts) return texts;
  }
  return en;
}

/** What the page says, in the language of whoever reads it. */
export const t = choose(globalThis.navigator?.languages ?? []);
