import { enParts, type PartTexts } from './en-parts.js';
import { t } from './index.js';

/** By the language of the page. */
const LANGUAGES: Record<string, PartTexts> = { en: enParts };

/** The texts of what is loaded later, in the language of the page. */
export const parts = LANGUAGES[t.language] ?? enParts;
