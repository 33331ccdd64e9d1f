import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { rowsOf } from './docs/rows.js';
import { ROOT } from './project-copy.js';

const FILE = 'docs/security.md';
/** The last requirement of level 1 or 2 of each section (ASVS 5.0.0): those of level 3 follow it. */
const LAST: Record<string, number> = {
  ...{ '6.1': 3, '6.2': 12, '6.3': 4, '6.4': 4, '6.5': 5, '6.6': 3, '6.8': 4 },
  ...{ '7.1': 3, '7.2': 4, '7.3': 2, '7.4': 5, '7.5': 2, '7.6': 2 },
};
const required = Object.entries(LAST).flatMap(([section, last]) =>
  Array.from({ length: last }, (_, i) => `${section}.${i + 1}`),
);
const rows = ['### 6 Authentication', '### 7 Session management'].flatMap((heading) =>
  rowsOf(FILE, heading),
);

describe('chapters 6 and 7 of ASVS in docs/security.md', () => {
  it('have each requirement of levels 1 and 2 once, in their order', () => {
    expect(rows.map(([requirement]) => requirement!.split(' ')[0])).toEqual(required);
  });

  it.each(rows)(
    'names tests that exist, and a reason or a place: %s',
    (_id, _level, state, why) => {
      expect(['met', 'partly', 'not met', 'deviation', 'n/a']).toContain(state);
      expect(why).not.toBe('');
      const files = [...why.matchAll(/\]\(\.\.\/([^)]+)\)/g)].flatMap(([, file]) => file ?? []);
      expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
    },
  );
});
