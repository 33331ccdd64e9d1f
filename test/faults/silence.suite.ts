import { setTimeout as delay } from 'node:timers/promises';
import { send } from '../support/client.js';
import { testLength } from '../support/test-length.js';
import { seededRandom } from '../support/random.js';
import type { RunningSystem } from '../support/topology.js';
import { Crowd } from './crowd.js';
import { expectFewLines } from './log-lines.js';

const ROUNDS = testLength({ short: 1, long: 10 });
const PEOPLE = 12;
/** The maximum wait of a statement for a response, and of a request for a connection. */
const ANSWER_LIMIT_MS = 20_000;
const CONNECT_LIMIT_MS = 5_000;
const SLACK_MS = 10_000;
const MS_PER_ROUND = 120_000;

/** A system whose PostgreSQL can be silenced, for a given time or until a call. */
export interface SilentStage {
  system: RunningSystem;
  /** From now on PostgreSQL sends nothing, and no connection ends. */
  silence(): Promise<void>;
  /** PostgreSQL responds again, on new connections or on all. */
  speak(): Promise<void>;
  dispose(): Promise<void>;
}

/**
 * PostgreSQL sends no response for a while, in the middle of statements.
 *
 * @param silenceMs how long
 */
export function describeSilence(
  name: string,
  silenceMs: number,
  open: () => Promise<SilentStage>,
): void {
  describe(`${name}, ${ROUNDS} times`, () => {
    const random = seededRandom();
    let stage: SilentStage;
    beforeAll(async () => {
      stage = await open();
    }, 60_000);
    afterAll(() => stage.dispose(), 60_000);

    it(
      'lets no request wait forever, loses no write, and ends without a restart',
      async () => {
        const { system } = stage;
        const crowd = await Crowd.gather(system, PEOPLE, random);
        for (let round = 0; round < ROUNDS; round++) {
          crowd.start();
          await crowd.untilWritten(PEOPLE * (1 + random()));
          await stage.silence();
          const { status } = await send('GET', `${system.todoUrl}/readyz`);
          expect(status).toBe(503);
          await delay(silenceMs);
          await stage.speak();
          await crowd.stop();
          await crowd.untilServed();
        }
        const { statuses, slowestMs } = crowd;
        process.stderr.write(
          `${name}: ${JSON.stringify(statuses)}, slowest ${Math.round(slowestMs)} ms\n`,
        );
        expect(crowd.violations).toEqual([]);
        expect(statuses['none']).toBeUndefined();
        expect(statuses['503']).toBeGreaterThanOrEqual(PEOPLE);
        expect(slowestMs).toBeLessThan(ANSWER_LIMIT_MS + CONNECT_LIMIT_MS + SLACK_MS);
        expectFewLines(system.log(), ROUNDS);
        expect(await crowd.check()).toEqual([]);
        await crowd.untilConsistent();
        for (const code of await system.stop()) expect(code).toBe(0);
      },
      60_000 + ROUNDS * MS_PER_ROUND,
    );
  });
}
