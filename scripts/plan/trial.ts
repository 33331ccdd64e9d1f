import type { Grouping } from './model/grouping.js';
import type { Options } from './options.js';
import { readRecordings } from './recordings/read-recording.js';
import type { Recording } from './recordings/recording.js';
import { openStage, type Stage } from './stage/stage.js';
import { Traffic } from './traffic/traffic.js';

/** At full speed, until V8 has compiled what runs often, as in a process that has run for a while. */
const WARM_UP_SECONDS = 10;
const SLICE_SECONDS = 10;

/** A grouping that runs, on embedded databases, and records the traffic that is sent to it. */
export class Trial {
  private since = Infinity;

  private constructor(
    private readonly stage: Stage,
    private readonly traffic: Traffic,
  ) {}

  /** @param latencyMs of the network between its processes, there and back */
  static async open(
    grouping: Grouping,
    latencyMs: number,
    options: Pick<Options, 'people' | 'seed'>,
  ): Promise<Trial> {
    const stage = await openStage(grouping, latencyMs);
    try {
      const traffic = await Traffic.open((context) => stage.urlOf(context), options);
      await traffic.send(WARM_UP_SECONDS, 0);
      return new Trial(stage, traffic);
    } catch (error) {
      await stage.stop();
      await stage.remove();
      throw error;
    }
  }

  /** Sends traffic that counts. */
  async send(seconds: number): Promise<void> {
    this.since = Math.min(this.since, Date.now());
    await this.traffic.send(seconds);
  }

  /** The files, which are complete once it has stopped. */
  get files(): readonly string[] {
    return this.stage.recordings;
  }

  stop(): Promise<void> {
    return this.stage.stop();
  }

  read(): Promise<Recording> {
    return readRecordings(this.files, this.since);
  }

  async close(): Promise<void> {
    await this.stage.stop();
    await this.stage.remove();
  }
}

/**
 * Sends each trial its traffic, in slices and in turn: what else the machine does affects all alike.
 *
 * @param between runs after each turn, with its share of the time
 */
export async function sendInTurn(
  trials: readonly Trial[],
  seconds: number,
  between: (share: number) => Promise<void>,
): Promise<void> {
  const slices = Math.ceil(seconds / SLICE_SECONDS);
  for (let slice = 0; slice < slices; slice++) {
    for (const trial of trials) await trial.send(seconds / slices);
    await between(1 / slices);
  }
  await Promise.all(trials.map((trial) => trial.stop()));
}
