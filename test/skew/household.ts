import { type Answer, send } from '../support/client.js';
import { Person, titles } from '../support/person.js';
import type { RunningSystem } from '../support/topology.js';
import { waitFor } from '../support/wait-for.js';

/** Far more than a poll of events takes, also on a busy machine. */
const APPLIED_WITHIN_MS = 10_000;

/** What people need does not work. */
export class Unusable extends Error {}

/**
 * People with a shared item, whose data must outlive each step of a deployment. Its owner deletes the
 * account; once todo has applied that event, and not before, the earliest member owns the item.
 */
export class Household {
  private constructor(
    private readonly system: RunningSystem,
    private readonly leaver: Person,
    private readonly heir: Person,
    private readonly member: Person,
    private readonly item: number,
  ) {}

  /** Three users and an item of the first: each step of its sharing crosses between contexts. */
  static async moveIn(system: RunningSystem): Promise<Household> {
    const [leaver, heir, member] = [
      await Person.arrive(system),
      await Person.arrive(system),
      await Person.arrive(system),
    ];
    const created = await leaver.create('rent');
    assertStatus(201, created);
    const item = created.body.pending[0]!.id;
    for (const { email } of [heir, member]) assertStatus(201, await leaver.share(item, email));
    return new Household(system, leaver, heir, member, item);
  }

  /** Deletes the account of the owner, which needs auth only. */
  async leave(): Promise<void> {
    assertStatus(200, await this.leaver.deleteAccount());
  }

  /**
   * Asserts that sessions and items are what they were, and that the deletion is applied.
   *
   * @throws Unusable with what differs
   */
  async assertIntact(): Promise<void> {
    for (const person of [this.heir, this.member]) {
      const list = await person.list();
      assertStatus(200, list);
      if (titles(list.body).join() !== 'rent') throw new Unusable(`a list is ${list.text}`);
      await Person.logIn(this.system, person.email);
    }
    await this.assertInherited();
  }

  private async assertInherited(): Promise<void> {
    const expected = [`${this.heir.email} owner`, `${this.member.email} member`].join();
    let last = '';
    await waitFor(
      async () => {
        const { status, body, text } = await this.member.usersOf(this.item);
        last = text;
        return (
          status === 200 && body.map((user) => `${user.email} ${user.role}`).join() === expected
        );
      },
      APPLIED_WITHIN_MS,
      () => `${expected}, not ${last}`,
    ).catch(async (error: Error) => {
      const { text } = await send('GET', `${this.system.todoUrl}/readyz`);
      throw new Unusable(`${error.message}; ${text}`);
    });
  }
}

/** Asserts that people can do in a running system what needs both contexts. */
export async function assertUsable(system: RunningSystem): Promise<void> {
  const household = await Household.moveIn(system);
  await household.leave();
  await household.assertIntact();
}

function assertStatus(expected: number, { status, text }: Answer): void {
  if (status !== expected) throw new Unusable(`${status}, not ${expected}: ${text}`);
}
