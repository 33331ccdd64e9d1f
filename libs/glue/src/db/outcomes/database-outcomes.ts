import type { Provider } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { Sealer } from '../../sealing/index.js';
import {
  type KeyedWork,
  type Outcome,
  OUTCOMES_KEPT_MS,
  outcomesOf,
  OutcomeStore,
} from '../../transaction/index.js';
import { dataSourceOf } from '../database.module.js';
import { Housekeeping } from '../housekeeping.js';
import { StatementRunner } from '../statements/statement.js';
import { outcomeStatements } from './outcome-statements.js';

/** Deleted per statement: requests may wait for a connection for some milliseconds. */
const STEP_ROWS = 500;

/** Undoes the transaction of refused work. */
class Refused extends Error {
  constructor(readonly outcome: Outcome<never>) {
    super('refused');
  }
}

/** Stores outcomes in the table `commands` of a context, in the transaction of the effect. */
export class DatabaseOutcomes extends OutcomeStore {
  private readonly statements: StatementRunner;
  private readonly sql: ReturnType<typeof outcomeStatements>;

  constructor(
    source: DataSource,
    private readonly context: string,
    override readonly sealer?: Sealer,
  ) {
    super();
    this.statements = new StatementRunner(source);
    this.sql = outcomeStatements(context);
  }

  override async once<Refusal>(work: KeyedWork, effect: () => Promise<Outcome<Refusal>>) {
    try {
      return await this.statements.transaction(
        `the command ${this.context}.${work.call}`,
        async () => (await this.claim<Refusal>(work)) ?? this.complete(work, await effect()),
      );
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      // The same work may have been done since the rollback: then its outcome is stored.
      return (await this.claim<Refusal>(work, error.outcome)) ?? error.outcome;
    }
  }

  /**
   * Deletes some outcomes that are older than {@link OUTCOMES_KEPT_MS}.
   *
   * @returns whether there may be more
   */
  async sweep(): Promise<boolean> {
    const before = new Date(Date.now() - OUTCOMES_KEPT_MS);
    const swept = await this.statements.run(this.sql.sweep, [before, STEP_ROWS]);
    return swept.length === STEP_ROWS;
  }

  override async forget(subject: string): Promise<number> {
    return (await this.statements.run(this.sql.forget, [subject])).length;
  }

  /** Inserts a row, or returns what is stored. */
  private async claim<Refusal>(
    { caller, call, key, inputHash, otherHashes = [], subject }: KeyedWork,
    outcome: Outcome<Refusal> | null = null,
  ): Promise<Outcome<Refusal> | 'reused' | 'secret' | undefined> {
    const row = [caller, call, key, inputHash, new Date(), outcome && JSON.stringify(outcome)];
    const inserted =
      subject === undefined
        ? await this.statements.run(this.sql.insert, row)
        : await this.statements.run(this.sql.insertAbout, [...row, subject]);
    if (inserted.length > 0) return undefined;
    const hashes = [inputHash, ...otherHashes];
    const [stored] = await this.statements.run(this.sql.find, [caller, call, key, hashes]);
    if (!stored?.same) return 'reused';
    return (stored.outcome as Outcome<Refusal> | null) ?? 'secret';
  }

  private async complete<Refusal>(work: KeyedWork, outcome: Outcome<Refusal>) {
    if ('refusal' in outcome) throw new Refused(outcome as Outcome<never>);
    const { caller, call, key, isSecret } = work;
    const values = [caller, call, key, isSecret ? null : JSON.stringify(outcome)];
    await this.statements.run(this.sql.complete, values);
    return outcome;
  }
}

/** The outcome store of a context on its database, and the deletion of old outcomes. */
export function outcomesOnDatabase(context: string): Provider[] {
  return [
    {
      provide: outcomesOf(context),
      inject: [dataSourceOf(context), { token: Sealer, optional: true }],
      useFactory: (source: DataSource, sealer?: Sealer) =>
        new DatabaseOutcomes(source, context, sealer),
    },
    {
      provide: `${outcomesOf(context)}_housekeeping`,
      inject: [outcomesOf(context)],
      useFactory: (outcomes: DatabaseOutcomes) =>
        new Housekeeping(`commands of ${context}`, [() => outcomes.sweep()]),
    },
  ];
}
