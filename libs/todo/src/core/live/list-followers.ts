import { setTimeout as delay } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { commonErrors, reasonOf, ServiceError } from '#glue/errors';
import { todoErrors } from '../../todo.errors.js';
import { STREAMS_PER_USER } from '../../todo.limits.js';
import { ListChangesDal } from '../ports/list-changes.dal.js';
import { Deliveries } from './deliveries.js';
import type { ListFollower } from './list-follower.js';

/** How often all lists are compared: that finds a change of which nothing was heard. */
/** Streams end after minutes; a client that has too many waits for one of its own. */
const RETRY_SECONDS = 10;
const POLL_MS = 1_000;
/** The shortest time between two reads of recent changes. */
const PAUSE_MS = 20;
/** Shorter than the server and proxies keep a silent connection. */
const BEAT_MS = 10_000;
/** Failures that follow each other faster are of the same outage. */
const SAME_OUTAGE_MS = 10_000;
/** Streams of a process: a client that opens more gets 503. */
const MOST = 20_000;
/** What all of them may keep for clients that do not read, in bytes: lists, which streams share, count for each. */
const MOST_UNREAD = 64 * 2 ** 20;

/** Tells clients what changes in the lists that they follow, with one loop for all of them. */
export class ListFollowers {
  private readonly logger = new Logger(ListFollowers.name);
  private readonly byUser = new Map<number, Set<ListFollower>>();
  private readonly stopping = new AbortController();
  private readonly timer = setInterval(() => this.tend(), POLL_MS).unref();
  private running: Promise<void> | undefined;
  private polledAt = 0;
  private beatenAt = Date.now();
  private count = 0;
  private failedAt = -Infinity;
  /** Beside the loop: a long list keeps no other one waiting. */
  private readonly deliveries: Deliveries;
  /** Users of whom a change was found while another one was being sent. */
  private readonly again = new Set<number>();

  constructor(private readonly changes: ListChangesDal) {
    const onError = (error: unknown) => this.fail(error);
    const onServed = (userId: number) => {
      if (this.again.delete(userId)) void this.compare([userId]).catch(onError);
    };
    this.deliveries = new Deliveries(changes, { onServed, onError });
  }

  /** @throws ServiceError `too_many_streams`, `too_busy` */
  assertRoom(userId: number): void {
    if ((this.byUser.get(userId)?.size ?? 0) >= STREAMS_PER_USER)
      throw new ServiceError(todoErrors.too_many_streams, { retryAfterSeconds: RETRY_SECONDS });
    if (this.count >= MOST) throw new ServiceError(commonErrors.too_busy);
  }

  /** @throws ServiceError as {@link assertRoom} does */
  add(follower: ListFollower): void {
    const { userId } = follower.user;
    if (this.stopping.signal.aborted) return follower.end();
    this.assertRoom(userId);
    this.byUser.set(userId, (this.byUser.get(userId) ?? new Set()).add(follower));
    this.count++;
    this.running ??= this.follow().finally(() => (this.running = undefined));
  }

  remove(follower: ListFollower): void {
    const { userId } = follower.user;
    const others = this.byUser.get(userId);
    if (others?.delete(follower)) this.count--;
    if (others?.size === 0) this.byUser.delete(userId);
  }

  /** Ends all of a user. */
  endOf(userId: number): void {
    for (const each of [...(this.byUser.get(userId) ?? [])]) each.end();
  }

  endWhere(is: (follower: ListFollower) => boolean): void {
    for (const each of this.all()) if (is(each)) each.end();
  }

  /** Ends all, and accepts no more: the process is about to stop. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.stopping.abort();
    this.endWhere(() => true);
    await this.running;
    await this.deliveries.idle();
  }

  get size(): number {
    return this.count;
  }

  private all(): ListFollower[] {
    return [...this.byUser.values()].flatMap((followers) => [...followers]);
  }

  private async follow(): Promise<void> {
    const { signal } = this.stopping;
    while (this.byUser.size > 0 && !signal.aborted) {
      const { version } = this.changes;
      await this.look().catch((error: unknown) => this.fail(error));
      await this.changes.next(version, this.polledAt + POLL_MS - performance.now(), signal);
      await delay(PAUSE_MS);
    }
  }

  /** All lists once a second, and those whose change was announced in between. */
  private async look(): Promise<void> {
    const now = performance.now();
    if (now - this.polledAt < POLL_MS) {
      return this.compare(await this.changes.recentOf([...this.byUser.keys()]));
    }
    this.polledAt = now;
    await this.compare([...this.byUser.keys()]);
  }

  /** Sends what has changed to those who have another list. */
  private async compare(userIds: readonly number[]): Promise<void> {
    if (userIds.length === 0) return;
    const tags = await this.changes.tagsOf(userIds);
    const behind = userIds.flatMap((userId) =>
      [...(this.byUser.get(userId) ?? [])].filter(
        ({ tag, isReady }) => isReady && tag !== tags.get(userId),
      ),
    );
    const isServed = (each: ListFollower) => this.deliveries.has(each);
    for (const each of behind) if (isServed(each)) this.again.add(each.user.userId);
    this.deliveries.add(behind.filter((each) => !isServed(each)));
  }

  /** Apart from the loop, which may wait for the database. */
  private tend(): void {
    const [now, all] = [Date.now(), this.all()];
    for (const each of all) if (each.until <= now) each.end();
    this.endLargest(all);
    if (now - this.beatenAt < BEAT_MS) return;
    this.beatenAt = now;
    for (const each of all) each.beat();
  }

  private endLargest(followers: readonly ListFollower[]): void {
    let sum = 0;
    for (const [unread, each] of followers
      .map((each) => [each.unread, each] as const)
      .sort(([a], [b]) => a - b)) {
      sum += unread;
      if (sum > MOST_UNREAD) each.end();
    }
  }

  /** Once per outage. Clients keep what they have, and get the rest later. */
  private fail(error: unknown): void {
    const now = performance.now();
    const isNew = now - this.failedAt > SAME_OUTAGE_MS;
    this.failedAt = now;
    if (isNew && !this.stopping.signal.aborted)
      this.logger.warn(`changes of lists cannot be read: ${reasonOf(error)}`);
  }
}
