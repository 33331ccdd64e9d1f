import type { Occasion } from '../define-template.js';

/** Of no place: for a zone that this version of Node does not know. */
const FALLBACK_ZONE = 'UTC';

/**
 * A moment as people write it in the language of a text, such as `Monday, 30 November 2026 at 09:00 (Europe/Berlin)`: in the
 * zone of the reader, else in a given one.
 *
 * @param at in ISO 8601
 */
export function localMoment(
  at: string,
  zone: string,
  { language, locale, timeZone }: Pick<Occasion, 'language' | 'locale' | 'timeZone'>,
): string {
  const shown = [timeZone, zone].find(isZone) ?? FALLBACK_ZONE;
  const style = { dateStyle: 'full', timeStyle: 'short', timeZone: shown } as const;
  const text = new Intl.DateTimeFormat(tagFor(language, locale), style).format(new Date(at));
  return `${text} (${shown})`;
}

/** That of the reader, if it is of the language of the text. */
function tagFor(language: string, locale: string): string {
  try {
    const [known] = Intl.DateTimeFormat.supportedLocalesOf(locale);
    return known?.split('-')[0] === language ? known : language;
  } catch {
    return language;
  }
}

function isZone(name: string | undefined): name is string {
  try {
    return name !== undefined && !!new Intl.DateTimeFormat('en', { timeZone: name });
  } catch {
    return false;
  }
}
