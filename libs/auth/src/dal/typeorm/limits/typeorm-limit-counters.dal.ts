import type { DataSource } from 'typeorm';
import { Batcher } from '#glue/batch';
import { StatementRunner } from '#glue/db';
import type {
  ChangedCount,
  Count,
  CountChange,
  LimitCountersDal,
} from '../../../core/ports/limit-counters.dal.js';
import {
  ADD_TO_COUNTERS,
  type CounterRow,
  READ_COUNTERS,
  SWEEP_COUNTERS,
} from './limit-counter.statements.js';

const SWEPT_AT_ONCE = 500;

/**
 * {@link LimitCountersDal} in the auth database. Reads share statements: clients that are refused
 * hundreds of times a second take no connections from others.
 */
export class TypeormLimitCountersDal implements LimitCountersDal {
  private readonly statements: StatementRunner;
  private readonly reader: Batcher<number, Count | undefined>;

  constructor(dataSource: DataSource) {
    this.statements = new StatementRunner(dataSource);
    this.reader = new Batcher((keys) => this.readAll(keys), this.statements.sharing);
  }

  async read(keys: readonly number[], now: Date): Promise<Count[]> {
    const counts = await Promise.all(keys.map((key) => this.reader.load(key)));
    return counts.map((count) => (count && count.until > now ? count : { count: 0, until: now }));
  }

  async add(changes: readonly CountChange[], now: Date): Promise<ChangedCount[]> {
    const keys = changes.map(({ key }) => key);
    const [by, ends] = [changes.map((each) => each.by), changes.map(({ until }) => until)];
    const rows = await this.statements.run(ADD_TO_COUNTERS, [keys, by, ends, now]);
    return inOrder(keys, rows).map((sum, i) => {
      const [before, count] = [sum!.count - by[i]!, Math.max(0, sum!.count)];
      return { count, until: sum!.until, added: count - before };
    });
  }

  async sweep(now: Date): Promise<boolean> {
    const swept = await this.statements.run(SWEEP_COUNTERS, [now, SWEPT_AT_ONCE]);
    return swept.length === SWEPT_AT_ONCE;
  }

  private async readAll(keys: readonly number[]): Promise<(Count | undefined)[]> {
    return inOrder(keys, await this.statements.run(READ_COUNTERS, [[...new Set(keys)]]));
  }
}

function inOrder(keys: readonly number[], rows: CounterRow[]): (Count | undefined)[] {
  const byKey = new Map(rows.map(({ key, count, until }) => [key, { count, until }]));
  return keys.map((key) => byKey.get(key));
}
