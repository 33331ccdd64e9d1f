import { EVENTS } from '../mail/credential-events.js';
import { CREDENTIALS } from '../mail/credentials.js';
import { rowsOf } from './docs/rows.js';

const rows = rowsOf('docs/accounts.md', '## What ends what');

describe('the table of what ends what', () => {
  it.each(EVENTS)('is what the test says: $event', ({ event, ends }) => {
    const row = rows.find(([title]) => title === event);
    const cells = row?.slice(1).map((cell) => /^(?:ends|stays|refused)/.exec(cell)?.[0]);
    const texts = cells?.map((cell) => (cell === 'refused' ? 'ends' : cell));
    expect(texts).toEqual(CREDENTIALS.map((each) => (ends.includes(each) ? 'ends' : 'stays')));
  });
});
