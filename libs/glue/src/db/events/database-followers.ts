import type { DataSource } from 'typeorm';
import type { EventCursor, FollowerPositions } from '../../events/index.js';
import { StatementRunner } from '../statements/statement.js';
import { followerStatements, SWEPT } from './follower-statements.js';

/** Positions are stored so often, in milliseconds: a request must not cost a write. */
const STORE_MS = 10_000;
/** The position before the first event. */
const NONE: EventCursor = { id: 0, eventId: '00000000-0000-0000-0000-000000000000' };

/** How long events are kept, in days. */
export interface Retention {
  /** An event is kept so long at least, also after all followers have left it. */
  readonly keptDays: number;
  /** A follower that has not asked for so long holds no events. */
  readonly heldDays: number;
}

/** Positions in the table `event_followers` of a context, and the removal of events by them. */
export class DatabaseFollowers implements FollowerPositions {
  private readonly statements: StatementRunner;
  private readonly sql: ReturnType<typeof followerStatements>;
  private noted = new Map<string, EventCursor>();
  private timer: NodeJS.Timeout | undefined;
  private storing = Promise.resolve();

  constructor(source: DataSource, context: string) {
    this.statements = new StatementRunner(source);
    this.sql = followerStatements(context);
  }

  async furthestAfter(follower: string, at: EventCursor = NONE): Promise<EventCursor | undefined> {
    await ((this.noted.get(follower)?.id ?? 0) > at.id ? this.store() : this.storing);
    const [furthest] = await this.statements.run(this.sql.furthestAfter, [follower, at.id]);
    return furthest;
  }

  note(follower: string, at: EventCursor = NONE): void {
    this.noted.set(follower, at);
    this.timer ??= setTimeout(() => void this.store(), STORE_MS).unref();
  }

  /**
   * Stores what is noted, after what is being stored already. What is not stored because of an error is noted by
   * the next requests.
   */
  store(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const all = [...this.noted];
    this.noted = new Map();
    if (all.length > 0) this.storing = this.storing.then(() => this.write(all));
    return this.storing;
  }

  private async write(all: [string, EventCursor][]): Promise<void> {
    const columns = [
      all.map(([follower]) => follower),
      all.map(([, { id }]) => id),
      all.map(([, { eventId }]) => eventId),
    ];
    await this.statements.run(this.sql.note, columns).catch(() => undefined);
  }

  /** The id of the first event that is kept. */
  async firstKept(): Promise<number | undefined> {
    return (await this.statements.run(this.sql.first, []))[0]?.id;
  }

  /**
   * Removes some events that are old and that no follower needs, and followers that have not asked for
   * long. @returns whether there may be more
   */
  async sweep({ keptDays, heldDays }: Retention): Promise<boolean> {
    await this.statements.run(this.sql.forget, [heldDays]);
    await this.statements.run(this.sql.hold, [keptDays]);
    const removed = await this.statements.run(this.sql.sweep, [keptDays, heldDays]);
    return removed.length === SWEPT;
  }
}
