import { t } from '../texts/index.js';
import { parts } from '../texts/parts.js';

/** Units of time, the longest first, in seconds. */
const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** How long ago a time was, in words: rounded down, and `just now` within a minute. */
export function ago(time: string, now = Date.now()): string {
  const seconds = (now - Date.parse(time)) / 1_000;
  const unit = UNITS.find(([, length]) => seconds >= length);
  if (!unit) return parts.sessions.now;
  const [name, length] = unit;
  return new Intl.RelativeTimeFormat(t.language).format(-Math.floor(seconds / length), name);
}
