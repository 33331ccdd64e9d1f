import { AsyncResource } from 'node:async_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { reasonOf } from '../errors/index.js';
import { backoffMs } from './backoff.js';
import type { DeliveryResult, Send } from './delivery-result.js';
import type { ClaimedCommand, OutboxStore } from './outbox-store.js';
import { OutagePause } from './outage-pause.js';

/** Commands for one contract that a process delivers at once. */
const AT_ONCE = 16;
/** Commands of processes that were killed, and those whose backoff is over, are found by polling. */
const POLL_MS = 1_000;
/** Much less than a lease, which a busy process must not lose. */
const RENEW_MS = 1_500;
/** Within the time that a process has to stop. What is not answered by then is sent again. */
const STOP_LIMIT_MS = 2_000;

/** What the process that delivers does besides. */
export interface DeliveryHooks {
  /** Wakes the deliveries to another contract. */
  wakeOther(contract: string): void;
  /** Gets each result. */
  observe?: ((state: DeliveryResult['state']) => void) | undefined;
  /** How many are delivered at once; 16 if absent. */
  atOnce?: number | undefined;
  /** Calls `end` when the process is about to stop, before requests are waited for. */
  onDrain?: ((end: () => void) => void) | undefined;
}

/** A command that is being sent. */
interface Sending {
  done: Promise<void>;
  /** Whether it tries if the provider is available again. */
  isProbe: boolean;
}

/**
 * Delivers the commands of an outbox to one contract: as soon as it is woken, and by polling. Several
 * processes share the work. A command is claimed for a short time only, which is prolonged while it
 * is sent: what a killed process had claimed is sent again with its key, and has one effect.
 */
export class Deliveries implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Outbox');
  private readonly running = new Map<ClaimedCommand, Sending>();
  private readonly pause = new OutagePause();
  private readonly timers: NodeJS.Timeout[] = [];
  private isClaiming = false;
  /** Whether there may be commands to claim. */
  private hasMore = false;
  private isOpen = false;
  private isFailing = false;
  private readonly atOnce: number;

  /** Looks for commands now. It keeps nothing of the request that calls it. */
  readonly wake = AsyncResource.bind(() => {
    this.look(this.atOnce / 2);
  });

  constructor(
    private readonly store: OutboxStore,
    private readonly contract: string,
    private readonly send: Send,
    private readonly hooks: DeliveryHooks,
  ) {
    this.atOnce = hooks.atOnce ?? AT_ONCE;
  }

  onApplicationBootstrap(): void {
    this.isOpen = true;
    this.hooks.onDrain?.(() => (this.isOpen = false));
    this.timers.push(setInterval(() => this.look(1), POLL_MS).unref());
    this.timers.push(setInterval(() => void this.renew(), RENEW_MS).unref());
    this.wake();
  }

  /** Waits a little for the commands that are being sent, and claims no others. */
  async onModuleDestroy(): Promise<void> {
    this.isOpen = false;
    const sent = Promise.all([...this.running.values()].map(({ done }) => done));
    await Promise.race([sent, delay(STOP_LIMIT_MS, undefined, { ref: false })]);
    this.timers.forEach((timer) => clearInterval(timer));
  }

  /** Claims commands if so many places are free: usually half of them, so that one statement is for several. */
  private look(least: number): void {
    this.hasMore = true;
    void this.fill(least);
  }

  private async fill(least: number): Promise<void> {
    while (this.canClaim(least)) {
      this.isClaiming = true;
      this.hasMore = false;
      const isProbe = this.pause.isOutage;
      const room = isProbe ? 1 : this.free;
      await this.guarded(async () => {
        const claimed = await this.store.claim(this.contract, room);
        if (claimed.length === room) this.hasMore = true;
        claimed.forEach((command) => this.begin(command, isProbe));
      });
      this.isClaiming = false;
    }
  }

  private canClaim(least: number): boolean {
    // In an outage one command at a time tries whether the provider is back.
    const isFree = this.pause.isOutage
      ? this.free > 0 && ![...this.running.values()].some(({ isProbe }) => isProbe)
      : this.free >= least;
    return this.isOpen && this.hasMore && !this.isClaiming && isFree && !this.pause.isOn;
  }

  private get free(): number {
    return this.atOnce - this.running.size;
  }

  private begin(command: ClaimedCommand, isProbe: boolean): void {
    const end = () => {
      this.running.delete(command);
      void this.fill(this.atOnce / 2);
    };
    this.running.set(command, { done: this.deliver(command).then(end), isProbe });
  }

  private async deliver(command: ClaimedCommand): Promise<void> {
    const result = await this.send(command);
    this.hooks.observe?.(result.state);
    if (result.state === 'failed' && result.isOutage) this.pause.extend(this.wake);
    if (result.state === 'delivered') this.pause.end();
    // If this fails, the lease ends, and the command is sent once more.
    await this.guarded(() => this.conclude(command, result));
  }

  private async conclude(command: ClaimedCommand, result: DeliveryResult): Promise<void> {
    if (result.state === 'delivered') {
      const due = await this.store.remove(command.id);
      due.forEach((contract) => this.hooks.wakeOther(contract));
      return;
    }
    const { code } = result;
    if (result.state === 'failed') {
      const waitMs = backoffMs(command.tries, result.retryAfterSeconds);
      return this.store.postpone(command, code, waitMs);
    }
    await this.store.park(command, code);
    const { contract, call, id, key } = command;
    const why = result.reason === undefined ? code : `${code}: ${result.reason}`;
    this.logger.warn(
      `${contract}.${call} was refused (${why}), and is parked: id ${id}, key ${key}`,
    );
  }

  private async renew(): Promise<void> {
    if (this.running.size > 0) await this.guarded(() => this.store.renew([...this.running.keys()]));
  }

  /** Logs an outage of the store when it begins and when it ends. The next poll tries again. */
  private async guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      if (this.isFailing) this.logger.log(`commands for ${this.contract} are delivered again`);
      this.isFailing = false;
    } catch (error) {
      if (!this.isFailing) {
        const reason = reasonOf(error);
        this.logger.warn(`commands for ${this.contract} wait for the database: ${reason}`);
      }
      this.isFailing = true;
    }
  }
}
