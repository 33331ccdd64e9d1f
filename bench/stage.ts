import type { Cleanup } from './cleanup.js';
import type { Contestant, RunningContestant } from './contestants/contestant.js';
import { type Contestants, onPostgres } from './contestants/on-postgres.js';
import type { BenchDatabase } from './database/bench-database.js';
import type { RoundOptions } from './measure/rounds.js';
import type { Options } from './options.js';
import type { Report } from './report/report.js';
import { type Visitor, visitorsOf } from './tokens.js';

/** Shared by the parts of a run: the database, its users, and the visitors who send requests. */
export class Stage {
  readonly contestants: Contestants;
  readonly visitors: Visitor[];
  private readonly running = new Map<Contestant, Promise<RunningContestant>>();

  constructor(
    readonly server: string,
    readonly database: BenchDatabase,
    readonly options: Options,
    readonly report: Report,
    readonly cleanup: Cleanup,
  ) {
    this.contestants = onPostgres(database, cleanup);
    this.visitors = visitorsOf(database.profile);
  }

  /** Starts a contestant, once in a run. */
  start(contestant: Contestant): Promise<RunningContestant> {
    const running = this.running.get(contestant) ?? contestant.start();
    this.running.set(contestant, running);
    return running;
  }

  /** Starts several, one after the other, because starting uses the CPU, too. */
  async startAll(contestants: Contestant[]): Promise<RunningContestant[]> {
    const all: RunningContestant[] = [];
    for (const contestant of contestants) all.push(await this.start(contestant));
    return all;
  }

  get rounds(): RoundOptions {
    const { rounds, seconds } = this.options;
    return { visitors: this.visitors, profile: this.database.profile, rounds, seconds };
  }
}
