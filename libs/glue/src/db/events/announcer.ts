import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { ChangeSignal } from '../../events/index.js';
import { poolOf } from '../move/switch-pool.js';
import { isEmbedded } from '../retrying-data-source.js';
import type { LocatedDataSource } from '../schema/table-location.js';

/** The pause between two notifications of a process, in milliseconds: each takes a lock of the whole server. */
const PAUSE_MS = 20;

/** Announces that something was written to the database of a context: here, and to other processes. */
export class Announcer {
  readonly signal = new ChangeSignal();
  /** The payload of its notifications. A process needs none of its own. */
  readonly id = randomUUID();
  private isDue = false;
  private isSending = false;

  constructor(private readonly source: DataSource) {}

  /**
   * To be called after a commit: inside of a transaction, NOTIFY makes all transactions of the server
   * that notify commit one after the other. Always the same function, so that a transaction calls it
   * once.
   */
  readonly announce = (): void => {
    this.signal.emit();
    if (!isEmbedded(this.source)) void this.notifyOthers();
  };

  /** Sends one notification, on a connection of the pool. */
  async notify(): Promise<void> {
    const { schema } = (this.source as LocatedDataSource).location;
    await poolOf(this.source).query('SELECT pg_notify($1, $2)', [schema, this.id]);
  }

  /** One at a time: commits in the meantime cause one more, not one each. */
  private async notifyOthers(): Promise<void> {
    this.isDue = true;
    if (this.isSending) return;
    this.isSending = true;
    while (this.isDue) {
      this.isDue = false;
      // Others find what a lost one would have told when they look for it.
      await this.notify().catch(() => undefined);
      await delay(PAUSE_MS, undefined, { ref: false });
    }
    this.isSending = false;
  }
}

const known = new WeakMap<DataSource, Announcer>();

/** The {@link Announcer} of a database: one for all that publish and read there in this process. */
export function announcerOf(source: DataSource): Announcer {
  const announcer = known.get(source) ?? new Announcer(source);
  known.set(source, announcer);
  return announcer;
}
