import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './project-copy.js';

const FILE = /^(\d{13})-([a-z][a-z0-9]*(?:-[a-z0-9]+)*)\.ts$/;
const MIGRATIONS = join(ROOT, 'migrations');

/** `add-due-date` as `AddDueDate`. */
const pascal = (what: string) =>
  what.replace(/(?:^|-)([a-z0-9])/g, (_, first: string) => first.toUpperCase());

describe.each(readdirSync(MIGRATIONS))('the migrations of %s', (context) => {
  const files = readdirSync(join(MIGRATIONS, context))
    .filter((file) => file !== 'index.ts')
    .sort();
  const load = (file: string) =>
    import(join(MIGRATIONS, context, file)) as Promise<Record<string, unknown>>;

  it.each(files)('have in %s a timestamp in milliseconds and a name', (file) => {
    expect(file).toMatch(FILE);
  });

  it('have unique timestamps', () => {
    const timestamps = files.map((file) => file.slice(0, 13));
    expect(new Set(timestamps).size).toBe(timestamps.length);
  });

  it('are named like their files, and listed in index.ts, oldest first', async () => {
    const { migrations } = (await load('index.ts')) as { migrations: { name: string }[] };
    const expected = files.map((file) =>
      file.replace(FILE, (_, timestamp: string, what: string) => pascal(what) + timestamp),
    );
    expect(migrations.map(({ name }) => name)).toEqual(expected);
    for (const [index, file] of files.entries()) {
      expect({ ...(await load(file)) }).toEqual({ [expected[index]!]: migrations[index] });
    }
  });
});
