import { setTimeout as delay } from 'node:timers/promises';
import type { AppProcess } from './app-process.js';
import { waitFor } from './wait-for.js';

/** Effects between two kills of the same kind, on average. */
const BETWEEN_KILLS = 20;
const MAX_MS_LATER = 20;
const LIMIT_MS = 60_000;

/** An app that is started again after each kill. */
export class KilledApp {
  private constructor(
    private readonly begin: () => Promise<AppProcess>,
    private app: AppProcess,
  ) {}

  static async start(begin: () => Promise<AppProcess>): Promise<KilledApp> {
    return new KilledApp(begin, await begin());
  }

  readonly kill = async (): Promise<void> => {
    await this.app.kill();
    this.app = await this.begin();
  };

  stop(): Promise<number | null> {
    return this.app.stop();
  }
}

/**
 * Kills each of the targets so many times, in random order, while effects happen in between.
 *
 * @param targets kill, and start again
 * @param effects the number of effects so far
 */
export async function killOften(
  times: number,
  targets: Readonly<Record<string, () => Promise<unknown>>>,
  effects: () => Promise<number>,
  random: () => number,
): Promise<void> {
  const kinds = Object.keys(targets).flatMap((kind) => Array<string>(times).fill(kind));
  kinds.sort(() => random() - 0.5);
  for (const [i, kind] of kinds.entries()) {
    const enough = (await effects()) + 2 * BETWEEN_KILLS * random();
    await waitFor(
      async () => (await effects()) >= enough,
      LIMIT_MS,
      () => `${enough} effects, after ${i} kills, the last of ${kinds[i - 1]}`,
    );
    await delay(MAX_MS_LATER * random());
    await targets[kind]!();
  }
}
