import { type Day, parseDay } from './day.js';
import { nextOccurrence } from './occurrences.js';
import { formatRule, type Frequency, parseRule, type RepeatRule } from './repeat-rule.js';

const FREQUENCIES: Frequency[] = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'];
const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
/** Rules such as that of 30 February have no start. */
const SEARCH_DAYS = 1_000;

export const anyStart = { least: parseDay('1999-01-01')!, most: parseDay('2040-12-31')! };

/** A random rule, and a day on which it may begin. */
export function anyRule(random: () => number): { rule: RepeatRule; start: Day } {
  for (;;) {
    const rule = parseRule(textOf(random));
    const { least, most } = anyStart;
    const from = least + Math.floor(random() * (most - least));
    const soon = { ...rule, until: Math.min(rule.until ?? most, from + SEARCH_DAYS) };
    const start = nextOccurrence(soon, from, from - 1);
    if (start !== undefined) return { rule, start };
  }
}

function textOf(random: () => number): string {
  const upTo = (most: number) => 1 + Math.floor(random() * most);
  const signed = (most: number) => upTo(most) * (random() < 0.3 ? -1 : 1);
  const maybe = (text: string, part = 0.5) => (random() < part ? `;${text}` : '');
  const several = (most: number, one: () => unknown) =>
    Array.from({ length: upTo(most) }, one).join();
  const weekday = () => WEEKDAYS[upTo(7) - 1]!;
  const inMonth = () =>
    random() < 0.5
      ? `;BYMONTHDAY=${several(3, () => signed(31))}`
      : `;BYDAY=${several(3, () => (random() < 0.3 ? weekday() : `${signed(5)}${weekday()}`))}`;
  const frequency = FREQUENCIES[upTo(4) - 1]!;
  const months = `;BYMONTH=${several(3, () => upTo(12))}`;
  const own: Record<Frequency, () => string> = {
    DAILY: () => '',
    WEEKLY: () => maybe(`BYDAY=${several(4, weekday)}`) + maybe(`WKST=${weekday()}`),
    MONTHLY: () => (random() < 0.7 ? inMonth() : ''),
    YEARLY: () => (random() < 0.7 ? months + (random() < 0.7 ? inMonth() : '') : ''),
  };
  const end = random() < 0.5 ? maybe(`COUNT=${upTo(20)}`) : maybe(`UNTIL=${2000 + upTo(50)}0615`);
  const text = `FREQ=${frequency}${maybe(`INTERVAL=${upTo(6)}`)}${own[frequency]()}${end}`;
  return formatRule(parseRule(text));
}
