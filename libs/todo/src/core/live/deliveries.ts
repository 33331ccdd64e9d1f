import type { ListChangesDal } from '../ports/list-changes.dal.js';
import type { ListFollower } from './list-follower.js';

/** Lists that are read at the same time. */
const AT_ONCE = 8;

/** Gets what deliveries report. */
export interface DeliveryListener {
  /** All of a user who had the same list have been served. */
  onServed: (userId: number) => void;
  onError: (error: unknown) => void;
}

/** Sends the changes since its tag to each follower. Those of one user who have the same list share one read. */
export class Deliveries {
  private readonly waiting: ListFollower[][] = [];
  private readonly followers = new Set<ListFollower>();
  private readonly workers = new Set<Promise<void>>();

  constructor(
    private readonly changes: ListChangesDal,
    private readonly listener: DeliveryListener,
  ) {}

  /** Whether something is being sent to a follower, or will be. */
  has(follower: ListFollower): boolean {
    return this.followers.has(follower);
  }

  add(followers: readonly ListFollower[]): void {
    for (const each of followers) this.followers.add(each);
    this.waiting.push(...groupsOf(followers).values());
    while (this.workers.size < AT_ONCE && this.waiting.length > 0) this.start();
  }

  async idle(): Promise<void> {
    await Promise.all(this.workers);
  }

  private start(): void {
    const worker = this.work().finally(() => this.workers.delete(worker));
    this.workers.add(worker);
  }

  private async work(): Promise<void> {
    for (let group = this.waiting.shift(); group; group = this.waiting.shift()) {
      await this.deliver(group).catch(this.listener.onError);
      for (const each of group) this.followers.delete(each);
      this.listener.onServed(group[0]!.user.userId);
    }
  }

  private async deliver(group: readonly ListFollower[]): Promise<void> {
    if (!group.some(({ isReady }) => isReady)) return; // they have ended
    const [{ user, tag }] = group as [ListFollower];
    const found = await this.changes.since(user, tag);
    for (const each of group) {
      if (typeof found === 'string') each.end();
      // Only on top of the list that it had: it may have got another one meanwhile.
      else if (each.tag === tag && found.tag !== tag) each.send(found);
    }
  }
}

function groupsOf(followers: readonly ListFollower[]): Map<string, ListFollower[]> {
  const groups = new Map<string, ListFollower[]>();
  for (const each of followers) {
    const { user, tag } = each;
    const key = `${user.userId} ${user.uniqueId} ${tag}`;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return groups;
}
