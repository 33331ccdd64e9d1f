import { setTimeout as delay } from 'node:timers/promises';
import { testLength } from '../support/test-length.js';
import { seededRandom } from '../support/random.js';
import type { RunningSystem } from '../support/topology.js';
import { Crowd } from './crowd.js';

const KILLS = testLength({ short: 2, long: 20 });
const PEOPLE = 12;
const MAX_DOWN_MS = 300;
const MS_PER_KILL = 15_000;

/** A target of `kill -9`, which can be started again. */
export interface Victim {
  name: string;
  kill(): Promise<void>;
  restart(): Promise<void>;
}

/** A system, and its parts to kill, one after the other. */
export interface Stage {
  system: RunningSystem;
  victims: Victim[];
  /**
   * Whether consistency can be checked by reconcile: embedded databases are open in one process
   * only.
   */
  canReconcile: boolean;
  dispose(): Promise<void>;
}

/**
 * Kills parts of the product with `kill -9` while people make all kinds of writes: acknowledged
 * writes are stored afterwards, once, and with their owner.
 */
export function describeKill(name: string, open: () => Promise<Stage>): void {
  describe(`kill -9, ${KILLS} times each: ${name}`, () => {
    const random = seededRandom();
    let stage: Stage;
    beforeAll(async () => {
      stage = await open();
    }, 60_000);
    afterAll(() => stage.dispose(), 60_000);

    it(
      'loses, doubles and orphans nothing, and ends no other process',
      async () => {
        const { system, victims, canReconcile } = stage;
        const crowd = await Crowd.gather(system, PEOPLE, random);
        crowd.start();
        for (let kill = 0; kill < KILLS; kill++) {
          for (const victim of victims) {
            await crowd.untilWritten(PEOPLE * (1 + 2 * random()));
            await victim.kill();
            await delay(random() * MAX_DOWN_MS);
            await victim.restart();
          }
        }
        await crowd.stop();
        await crowd.untilServed();

        const { statuses, acknowledged } = crowd;
        process.stderr.write(
          `${name}: ${acknowledged} acknowledged items, ${JSON.stringify(statuses)}\n`,
        );
        expect(crowd.violations).toEqual([]);
        expect(acknowledged).toBeGreaterThan(KILLS);
        expect(await crowd.check()).toEqual([]);
        if (canReconcile) await crowd.untilConsistent();
        for (const code of await system.stop()) expect(code).toBe(0);
      },
      300_000 + KILLS * MS_PER_KILL * 3,
    );
  });
}
