import type { Break } from './break.js';

/** Who is deployed first, so that nothing breaks meanwhile. */
export type Order = 'any order' | 'provider first' | 'callers first' | 'not in one step';

/** The order that is safe for all these breaks. */
export function orderOf(breaks: readonly Break[]): Order {
  const parties = new Set(breaks.map(({ who }) => who));
  if (parties.size > 1) return 'not in one step';
  if (parties.has('old callers of the new provider')) return 'callers first';
  return parties.size === 0 ? 'any order' : 'provider first';
}

const ADVICE: Record<Order, string> = {
  'any order': 'Callers and providers can be deployed in any order, and rolled back.',
  'provider first': 'Deploy the provider first: all of its processes, before any caller.',
  'callers first': 'Deploy the callers first: all of their processes, before any provider.',
  'not in one step':
    'Not in one step. Two: deploy a version that has the new form beside the old one (another call, ' +
    'field or code), and moves the callers to it; then one without the old form.',
};

/** The breaks by what has changed, each with its order. */
export function report(breaks: readonly Break[]): string {
  const places = [...new Set(breaks.map(({ where }) => where))];
  const changes = places.map((where) => describe(breaks.filter((each) => each.where === where)));
  const order = orderOf(breaks);
  const separate = changes.length > 1 && order === 'not in one step' ? [SEPARATE] : [];
  return [...changes, ...separate, ADVICE[order]].join('\n');
}

const SEPARATE = 'These changes need different orders: what follows is for all of them together.';

function describe(breaks: readonly Break[]): string {
  const lines = breaks.map(({ who, what }) => `  ${what}\n    breaks ${who}`);
  return `${breaks[0]!.where}: ${orderOf(breaks)}\n${lines.join('\n')}`;
}
