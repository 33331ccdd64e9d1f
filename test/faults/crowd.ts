import { Person } from '../support/person.js';
import { reconcile, EXIT } from '../support/reconcile.js';
import type { RunningSystem } from '../support/topology.js';
import { waitFor } from '../support/wait-for.js';
import { BusyPerson } from './busy-person.js';

const RECOVERY_MS = 30_000;
const QUIET_WITHIN_MS = 10_000;

/** Many busy people at once, and the state of their writes. */
export class Crowd {
  private running = false;
  private lives: Promise<void>[] = [];

  private constructor(
    private readonly system: RunningSystem,
    private readonly people: BusyPerson[],
  ) {}

  static async gather(system: RunningSystem, size: number, random: () => number): Promise<Crowd> {
    const { email } = await Person.arrive(system);
    const people: BusyPerson[] = [];
    // One after the other, because the number of concurrent hashes per address is limited.
    while (people.length < size) people.push(await BusyPerson.arrive(system, email, random));
    return new Crowd(system, people);
  }

  /** From now on all of them send one request after the other. */
  start(): void {
    this.running = true;
    this.lives = this.people.map(async (person) => {
      while (this.running) await person.act();
    });
  }

  async stop(): Promise<void> {
    this.running = false;
    await Promise.all(this.lives);
  }

  /** Waits for this many more writes, so that the next step happens under load. */
  async untilWritten(count: number): Promise<void> {
    const before = this.statuses['201'] ?? 0;
    await waitFor(
      () => (this.statuses['201'] ?? 0) > before + count,
      RECOVERY_MS,
      () => `${count} more writes:\n${this.system.log().slice(-4_000)}`,
    );
  }

  /** Waits until each of them could write something again. */
  async untilServed(): Promise<void> {
    for (const person of this.people) {
      await waitFor(
        () => person.isServed(),
        RECOVERY_MS,
        () => `all to work again:\n${this.system.log().slice(-4_000)}`,
      );
    }
  }

  /** The number of responses per status, `none` if there was no response. */
  get statuses(): Record<string, number> {
    const sums: Record<string, number> = {};
    for (const { statuses } of this.people) {
      for (const [status, count] of Object.entries(statuses)) {
        sums[status] = (sums[status] ?? 0) + count;
      }
    }
    return sums;
  }

  /** The longest response time. */
  get slowestMs(): number {
    return Math.max(...this.people.map(({ slowestMs }) => slowestMs));
  }

  get acknowledged(): number {
    return this.people.reduce((sum, person) => sum + person.acknowledged, 0);
  }

  /** Responses that the protocol does not allow. */
  get violations(): string[] {
    return this.people.flatMap(({ violations }) => violations);
  }

  /** Items that were lost, doubled, or reappeared. */
  async check(): Promise<string[]> {
    const wrong: string[] = [];
    for (const person of this.people) wrong.push(...(await person.check()));
    return wrong;
  }

  /** Waits until auth and todo are consistent. */
  async untilConsistent(): Promise<void> {
    let last = { code: -1, output: '' };
    await waitFor(
      async () => (last = await reconcile(this.system, '--dry-run')).code === EXIT.clean,
      QUIET_WITHIN_MS,
      () => `reconcile to find nothing:\n${last.output}`,
    );
  }
}
