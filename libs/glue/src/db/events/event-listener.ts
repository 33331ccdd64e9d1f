import { setTimeout as delay } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { listenVariable } from '../../config/index.js';
import { reasonOf } from '../../errors/index.js';
import { LimitedClient } from '../limited-client.js';
import { poolOf, type Switchable } from '../move/switch-pool.js';
import { type LocatedDataSource, quoted } from '../schema/table-location.js';
import { announcerOf } from './announcer.js';

/** The first pause after a failure, which doubles with each further one up to the maximum. */
const RETRY_MS = 100;
const MAX_RETRY_MS = 10_000;
/** A pooler may be reconfigured, or the machine was only slow. */
const UNHEARD_RETRY_MS = 60_000;
/** A notification that is sent arrives by then. */
const ARRIVAL_LIMIT_MS = 5_000;
/** How often to check that the server is still there: a broken network closes no connection. */
const CHECK_MS = 10_000;

/** What is sent to the database does not arrive at the connection that listens. */
class Unheard extends Error {}

/** What listens, for warnings. */
export interface Listening {
  /** The name of what is announced, such as `events`. */
  readonly what: string;
  /** How it is found otherwise: a sentence. */
  readonly otherwise: string;
}

const EVENTS: Listening = {
  what: 'events',
  otherwise: 'Events of other processes are found by looking for them every EVENTS_POLL_MS.',
};

/**
 * Listens for notifications of what other processes have written, on a connection of its own to the
 * database in charge.
 */
export class EventListener {
  /** Whether notifications arrive. */
  hears = false;
  private readonly logger = new Logger('Events');
  private readonly source: LocatedDataSource & Switchable;
  private client: LimitedClient | undefined;
  private timer: NodeJS.Timeout | undefined;
  private failures = 0;
  private hasWarned = false;
  private isStopped = false;

  constructor(
    source: DataSource,
    private readonly listening = EVENTS,
  ) {
    this.source = source as LocatedDataSource;
    this.source.poolSwitched = () => void this.restart();
    void this.restart();
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    await this.close();
  }

  /** Listens at the address in charge, which may be another one than before. */
  private async restart(): Promise<void> {
    void this.close();
    if (this.isStopped) return;
    const { listenUrl, ...options } = poolOf(this.source).options as { listenUrl?: string };
    const address = listenUrl === undefined ? {} : { connectionString: listenUrl };
    const client = new LimitedClient({ ...options, ...address, answerLimitMs: ARRIVAL_LIMIT_MS });
    this.client = client;
    client.once('end', () => this.fail(client, new Error('the connection has ended')));
    await this.listen(client).catch((error: unknown) => this.fail(client, error));
  }

  private async listen(client: LimitedClient): Promise<void> {
    const { schema } = this.source.location;
    const { id, signal } = announcerOf(this.source);
    const listen = `LISTEN ${quoted(schema)}`;
    let arrived: () => void = () => undefined;
    const arrival = new Promise<void>((resolve) => (arrived = resolve));
    client.on('notification', ({ payload }) => (payload === id ? arrived() : signal.emit()));
    await client.connect();
    await client.query(listen);
    signal.emit(); // what was published before was not heard
    await this.assertArrives(arrival);
    if (client !== this.client) return;
    this.hears = true;
    this.failures = 0;
    if (this.hasWarned) this.logger.log(`${this.source.location.context}: notifications arrive`);
    this.hasWarned = false;
    this.timer = setInterval(
      () => void client.query(listen).catch(() => undefined),
      CHECK_MS,
    ).unref();
  }

  /** @throws Unheard behind a pooler of transactions, and in another database */
  private async assertArrives(arrival: Promise<void>): Promise<void> {
    await announcerOf(this.source).notify();
    const late = delay(ARRIVAL_LIMIT_MS, 'late', { ref: false });
    if ((await Promise.race([arrival, late])) === 'late') throw new Unheard();
  }

  private fail(client: LimitedClient, error: unknown): void {
    if (client !== this.client) return;
    void this.close();
    const isUnheard = error instanceof Unheard;
    // That a connection ends once needs no one's attention.
    if (isUnheard || this.failures > 0) this.warn(this.conditionOf(error));
    const pause = Math.min(RETRY_MS * 2 ** this.failures++, MAX_RETRY_MS);
    const ms = isUnheard ? UNHEARD_RETRY_MS : pause;
    this.timer = setTimeout(() => void this.restart(), ms).unref();
  }

  private warn(condition: string): void {
    if (!this.hasWarned) this.logger.warn(condition);
    this.hasWarned = true;
  }

  private conditionOf(error: unknown): string {
    const { context, urlVariable } = this.source.location;
    const { what, otherwise } = this.listening;
    if (!(error instanceof Unheard)) {
      return `${context}: no connection that listens for ${what}: ${reasonOf(error)}. ${otherwise}`;
    }
    const variable = listenVariable(urlVariable);
    return (
      `${context}: notifications of ${what} do not arrive: a connection pooler does not pass them on, or ` +
      `${variable} is another database. Set ${variable} to the address of the database itself. ${otherwise}`
    );
  }

  private async close(): Promise<void> {
    clearTimeout(this.timer);
    this.hears = false;
    const { client } = this;
    this.client = undefined;
    await client?.end().catch(() => undefined);
  }
}
