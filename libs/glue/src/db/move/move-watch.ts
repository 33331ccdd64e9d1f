import { AsyncResource } from 'node:async_hooks';
import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { shownAddress } from '../../config/index.js';
import { reasonOf } from '../../errors/index.js';
import { type InCharge, newestOf, nextInCharge, type Seen } from './in-charge.js';
import { activate, isInCharge, type MoveRow, readMoveRow, type Run } from './move-row.js';
import { seeAddress } from './see-address.js';
import { switchPool } from './switch-pool.js';

/** How often the row is read, and how often while the data are being moved. */
export const SLOW_POLL_MS = 2_000;
export const FAST_POLL_MS = 100;
/**
 * How long after the handover the new address accepts writes: all processes read there by then, so
 * that none reads old data.
 */
export const ACTIVATION_MS = 300;
/** After this a process assumes that the mover was killed. */
const LATE_MS = 1_000;

export interface Watched {
  context: string;
  schema: string;
  source: DataSource;
  /** One or two, and the one that the source uses. */
  addresses: readonly string[];
  current: InCharge;
  open(index: number): Promise<DataSource>;
}

/**
 * Finds out that the data of a context were moved, and changes the pool of its data source to the
 * address that is in charge. With one address it reads nothing.
 */
export class MoveWatch {
  private readonly logger = new Logger('Move');
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  /** The first look says how close to watch. */
  private pollMs = FAST_POLL_MS;
  /** The newest generation that it knows of; nothing older is used. */
  private newest: number;
  private arrivedAt: number | undefined;
  private stopped = false;

  /** Why no address can be used. */
  problem: string | undefined;

  constructor(private readonly watched: Watched) {
    this.newest = watched.current.generation;
    this.schedule();
  }

  get hasNext(): boolean {
    return this.watched.addresses.length > 1;
  }

  /** A write hit the fence: reads the row at once, outside of the transaction of the write. */
  readonly hint = AsyncResource.bind(() => {
    if (!this.hasNext || this.stopped) return;
    clearTimeout(this.timer);
    this.running ??= this.round();
  });

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private schedule(): void {
    if (!this.hasNext || this.stopped) return;
    this.timer = setTimeout(this.hint, this.pollMs).unref();
  }

  private async round(): Promise<void> {
    try {
      await this.look();
    } catch (error) {
      this.setProblem(reasonOf(error));
    }
    this.running = undefined;
    this.schedule();
  }

  /** The other address is read only if this one is not surely in charge. */
  private async look(): Promise<void> {
    const { schema, addresses, current } = this.watched;
    const own = await this.readOwn();
    const state = typeof own === 'object' ? own.state : own;
    this.pollMs = /^(?:none|active|unreachable)$/.test(state) ? SLOW_POLL_MS : FAST_POLL_MS;
    if (isSurelyInCharge(own, this.newest)) return this.setProblem(undefined);
    const seen = await Promise.all(
      addresses.map(async (url, index) =>
        index === current.index ? own : seeAddress(url, schema),
      ),
    );
    this.newest = Math.max(this.newest, newestOf(seen));
    const next = nextInCharge(seen, current, this.newest);
    this.setProblem(next ? undefined : noneInCharge(seen));
    if (!next) return;
    if (next.index !== current.index) await this.change(next);
    else if (typeof own === 'object') await this.activateLate(own);
  }

  private readOwn(): Promise<Seen> {
    const run: Run = (sql, values) => this.watched.source.query(sql, values);
    return readMoveRow(run, this.watched.schema).then(
      (row) => row ?? 'none',
      () => 'unreachable' as const,
    );
  }

  /** Reads continue there at once, and writes when all processes have had the time to change. */
  private async change(next: InCharge): Promise<void> {
    const { context, source, addresses } = this.watched;
    switchPool(source, await this.watched.open(next.index));
    this.watched.current = next;
    this.pollMs = FAST_POLL_MS;
    this.arrivedAt = Date.now();
    this.logger.log(
      `${context}: its data were moved, and are at ${shownAddress(addresses[next.index]!)} now`,
    );
  }

  /** The mover activates the new address. If it was killed, a process does. */
  private async activateLate({ move }: MoveRow): Promise<void> {
    this.arrivedAt ??= Date.now();
    if (Date.now() - this.arrivedAt < LATE_MS) return;
    const { source, schema } = this.watched;
    await activate((sql, values) => source.query(sql, values), schema, move);
  }

  private setProblem(problem: string | undefined): void {
    const { context } = this.watched;
    if (problem && !this.problem) this.logger.warn(`${context}: ${problem}`);
    this.problem = problem;
  }
}

/** An older generation than that which was seen is a restored backup. */
function isSurelyInCharge(own: Seen, newest: number): boolean {
  return typeof own === 'object' && own.generation >= newest && isInCharge(own);
}

function noneInCharge(seen: readonly Seen[]): string {
  const states = seen.map((each) =>
    typeof each === 'object' ? `${each.state} (generation ${each.generation})` : each,
  );
  return `no address is in charge of the data: they are ${states.join(' and ')}`;
}
