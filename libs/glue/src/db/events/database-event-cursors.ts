import type { FactoryProvider } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import {
  type EventCursor,
  type EventCursors,
  eventCursorsOf,
  type ParkedEvent,
  type Place,
  type Position,
  type StoredEvent,
} from '../../events/index.js';
import { onDatabase } from '../database.module.js';
import { type Statement, StatementRunner } from '../statements/statement.js';
import { type CursorRow, cursorStatements } from './cursor-statements.js';
import { parkedStatements } from './parked-statements.js';

/** Positions in the table `event_cursors` of a context, moved in the transaction of the effect. */
export class DatabaseEventCursors implements EventCursors {
  readonly beginsAnywhere = true;
  private readonly statements: StatementRunner;
  private readonly sql: ReturnType<typeof cursorStatements> & ReturnType<typeof parkedStatements>;

  constructor(
    source: DataSource,
    readonly context: string,
  ) {
    this.statements = new StatementRunner(source);
    this.sql = { ...cursorStatements(context), ...parkedStatements(context) };
  }

  async find(handler: string): Promise<Position | undefined> {
    const [row] = await this.statements.run(this.sql.find, [handler]);
    return row && positionOf(row);
  }

  async begin(handler: string, at: EventCursor | undefined, loading?: string): Promise<void> {
    await this.statements.run(this.sql.begin, [handler, at?.id, at?.eventId, loading]);
  }

  advance(
    handler: string,
    from: EventCursor | undefined,
    to: EventCursor,
    effect?: () => Promise<void>,
  ): Promise<boolean> {
    const values = [handler, to.id, to.eventId, from?.id, from?.eventId];
    return this.move(handler, this.sql.move, values, effect);
  }

  load(
    handler: string,
    { cursor, loading }: Place,
    to: string | undefined,
    effect: () => Promise<void>,
  ): Promise<boolean> {
    const values = [handler, cursor?.id, cursor?.eventId, loading, to];
    return this.move(handler, this.sql.load, values, effect);
  }

  async reset(handler: string, to: EventCursor | undefined, loading?: string): Promise<void> {
    await this.statements.run(this.sql.reset, [handler, to?.id, to?.eventId, loading]);
  }

  async stop(handler: string, { cursor, loading }: Place, reason: string): Promise<void> {
    const values = [handler, cursor?.id, cursor?.eventId, reason, loading];
    await this.statements.run(this.sql.stop, values);
  }

  park(
    handler: string,
    from: EventCursor | undefined,
    event: StoredEvent,
    reason: string,
  ): Promise<boolean> {
    const { id, eventId, type, data } = event;
    const row = [handler, id, eventId, type, JSON.stringify(data), reason];
    return this.advance(handler, from, event, async () => {
      await this.statements.run(this.sql.park, row);
    });
  }

  async restart(
    handler: string,
    from: EventCursor | undefined,
    to: EventCursor | undefined,
  ): Promise<boolean> {
    const values = [handler, to?.id, to?.eventId, from?.id, from?.eventId];
    return (await this.statements.run(this.sql.restart, values)).length > 0;
  }

  parked(handler: string, limit: number): Promise<ParkedEvent[]> {
    return this.statements.run(this.sql.parked, [handler, limit]);
  }

  async countParked(handler: string): Promise<number> {
    return (await this.statements.run(this.sql.count, [handler]))[0]!.count;
  }

  async findParked(handler: string, id: number): Promise<ParkedEvent | undefined> {
    return (await this.statements.run(this.sql.findParked, [handler, id]))[0];
  }

  unpark(
    handler: string,
    { eventId }: EventCursor,
    effect: () => Promise<void> = async () => undefined,
  ): Promise<boolean> {
    return this.inTransaction(handler, async () => {
      const removed = await this.statements.run(this.sql.unpark, [handler, eventId]);
      if (removed.length > 0) await effect();
      return removed.length > 0;
    });
  }

  /** Concurrent moves take turns: the second finds that the first was faster. */
  private async move(
    handler: string,
    statement: Statement<unknown>,
    values: unknown[],
    effect?: () => Promise<void>,
  ): Promise<boolean> {
    const move = async () => (await this.statements.run(statement, values)).length > 0;
    if (!effect) return move();
    return this.inTransaction(handler, async () => {
      if (!(await move())) return false;
      await effect();
      return true;
    });
  }

  private inTransaction<T>(handler: string, work: () => Promise<T>): Promise<T> {
    return this.statements.transaction(`${this.context} applies an event of ${handler}`, work);
  }
}

function positionOf(row: CursorRow): Position {
  const { id, eventId, stopped, stoppedAt, repeatsTo, loading } = row;
  return {
    cursor: id === null ? undefined : { id, eventId: eventId! },
    ...(stopped !== null && { stopped, stoppedAt: stoppedAt ?? undefined }),
    ...(repeatsTo !== null && { repeatsTo }),
    ...(loading !== null && { loading }),
  };
}

/** The cursors of a context in its database. */
export function cursorsOnDatabase(context: string): FactoryProvider<EventCursors> {
  const open = (source: DataSource) => new DatabaseEventCursors(source, context);
  return onDatabase(context, eventCursorsOf(context), open);
}
