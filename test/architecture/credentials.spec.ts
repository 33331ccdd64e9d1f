import { EVENTS } from '../mail/credential-events.js';
import { CREDENTIALS } from '../mail/credentials.js';
import { PLAN_EVENTS, PLANNED_EVENTS } from '../mail/deletion-events.js';
import { FACTOR_EVENTS, PLANNED_FACTOR_EVENTS } from '../mail/factor-events.js';
import { FACTOR_CREDENTIALS } from '../mail/factor-holder.js';
import { rowsOf } from './docs/rows.js';

const TABLES = [
  {
    heading: '## What ends what',
    columns: CREDENTIALS,
    events: [...EVENTS, ...PLANNED_EVENTS],
  },
  {
    heading: '### What ends second factors',
    columns: FACTOR_CREDENTIALS,
    events: [...FACTOR_EVENTS, ...PLANNED_FACTOR_EVENTS],
  },
] as const;

/** How cells begin. Who is disabled is refused as if each credential had ended. */
const EFFECTS: Record<string, 'ends' | 'stays'> = {
  ...{ ends: 'ends', end: 'ends', refused: 'ends' },
  ...{ stays: 'stays', stay: 'stays', accepted: 'stays' },
};

function effectOf(cell: string): string | undefined {
  return EFFECTS[/^[a-z]+/.exec(cell)?.[0] ?? ''];
}

describe.each(TABLES)('the table under $heading', ({ heading, columns, events }) => {
  const rows = rowsOf('docs/accounts.md', heading);
  const effects = events.map(({ event, ends }) => ({
    event,
    effects: columns.map((each) => ((ends as readonly string[]).includes(each) ? 'ends' : 'stays')),
  }));

  it.each(effects)('is what the test says: $event', (tested) => {
    const row = rows.find(([title]) => title === tested.event);
    expect(row?.slice(1).map(effectOf)).toEqual(tested.effects);
  });

  it('has no row without a test', () => {
    const titles = rows.map(([title]) => title);
    expect(titles.toSorted()).toEqual(events.map(({ event }) => event).toSorted());
  });
});

describe('the table of what happens to a planned deletion', () => {
  const plans = rowsOf('docs/accounts.md', '## Delete the account');

  it.each(PLAN_EVENTS)('is what the test says: $event', ({ event, effect }) => {
    const [, cell = ''] = plans.find(([title]) => title === event) ?? [];
    expect(cell).toBe(effect);
  });

  it('has no other rows', () => {
    expect(plans.map(([title]) => title)).toEqual(PLAN_EVENTS.map(({ event }) => event));
  });
});
