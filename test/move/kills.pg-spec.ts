import { setTimeout as delay } from 'node:timers/promises';
import { execute } from '../support/postgres.js';
import { migrate } from '../support/migrate.js';
import { seededRandom } from '../support/random.js';
import { testLength } from '../support/test-length.js';
import { Mover } from './mover.js';
import { openPlaces, type Places, stateAt } from './places.js';
import { Writers } from './writers.js';

const KILLS = testLength({ short: 4, long: 20 });
const WRITERS = 6;
const ROWS = 20_000;
/** The steps of a mover, and how long after each it may be killed. */
const STEPS = [
  ['', 600],
  ['capturing', 400],
  ['copying', 400],
  ['copied to_do_items', 200],
  ['copied user_refs', 300],
  ['checksums', 100],
  ['fencing', 60],
  ['fencing', 30],
  ['handed over', 30],
] as const;

let places: Places;
beforeAll(async () => {
  places = await openPlaces();
  const [url] = places.urls;
  const { code, errors } = await migrate('/tmp', { TO_DO_DB_URL: url }, 'run', 'todo');
  if (code !== 0) throw new Error(errors);
  await execute(
    url,
    `INSERT INTO todo.user_refs (user_id, unique_id) SELECT 1000000 + i, 'u' || i FROM generate_series(1, ${ROWS}) i`,
  );
}, 60_000);
afterAll(() => places.remove(), 60_000);

const env = () => ({ TO_DO_DB_URL: places.urls[0], TO_DO_NEXT_DB_URL: places.urls[1] });

/** @returns whether it was still running */
async function startAndKill(variables: NodeJS.ProcessEnv, to: string, random: () => number) {
  const [step, maxMs] = STEPS[Math.floor(random() * STEPS.length)]!;
  const mover = Mover.start(variables, 'todo', '--to', to);
  await mover.says(step);
  const ms = random() * maxMs;
  await delay(ms);
  const isKilled = await mover.kill();
  if (isKilled) process.stderr.write(`killed ${Math.round(ms)} ms after "${step}"\n`);
  return isKilled;
}

describe(`moving a context, with ${KILLS} kills of the mover`, () => {
  const random = seededRandom();

  it(
    'loses and doubles no row, there and back, while rows are written',
    async () => {
      const writers = new Writers(places.urls, random);
      writers.start(WRITERS);
      let [kills, moves, at] = [0, 0, 0];
      const fences: string[] = [];
      while (kills < KILLS || moves < 2) {
        const target = 1 - at;
        const to = places.urls[target]!;
        if (kills < KILLS) {
          kills += Number(await startAndKill(env(), to, random));
          // The next one may be killed too. After the last kill a move is completed: only then is it
          // known where the rows are, because the killed one may have handed over already.
          if (kills < KILLS && random() < 0.5) continue;
        }
        const { code, output } = await Mover.run(env(), 'todo', '--to', to);
        expect([code, output]).toEqual([0, expect.stringContaining('done: todo is at')]);
        fences.push(/refused for (\d+) ms/.exec(output)?.[1] ?? 'by the killed one');
        expect(await stateAt(to)).toBe('active');
        expect(await stateAt(places.urls[at]!)).toBe('left');
        [at, moves] = [target, moves + 1];
      }
      await writers.stop();

      process.stderr.write(
        `${moves} moves, ${kills} kills, ${writers.acknowledged} writes, ${writers.refused} refused; ` +
          `fences: ${fences.join(', ')} ms; longest pause of a writer ${Math.round(writers.longestMs)} ms\n`,
      );
      expect(writers.errors).toEqual([]);
      expect(writers.acknowledged).toBeGreaterThan(KILLS * 20);
      expect(await writers.differences(places.urls[at]!)).toEqual([]);
    },
    120_000 + KILLS * 60_000,
  );
});
