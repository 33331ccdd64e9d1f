import { ListView, shownTo } from '../support/list-view.js';
import { acceptEachOther, type NewInvitation, Person } from '../support/person.js';
import { RandomWrites } from '../support/random-writes.js';
import { seededRandom } from '../support/random.js';
import { SHARED_LIST_WRITES } from '../support/shared-list-writes.js';
import { testLength } from '../support/test-length.js';
import type { System } from '../support/topology.js';
import { waitFor } from '../support/wait-for.js';

const SECONDS = testLength({ short: 3, long: 60 });
const PEOPLE = 4;
const CLIENTS_EACH = 4;
const EQUAL_WITHIN_MS = 20_000;
/** What a client gets that does not know what others have done, or while a process has too much to do. */
const EXPECTED = [200, 201, 204, 403, 404, 409, 410, 412, 429, 503];
/** Items were created, and changed. */
const CHANGES = [201, 200];
const DISCONNECTS_PER_WRITE = 0.02;

/** Clients that follow the stream while all of them write what they like. */
export function describeLiveTraffic(system: System): void {
  it(
    `show what the pages show, after ${SECONDS} s of ${PEOPLE * CLIENTS_EACH} clients that write`,
    async () => {
      const random = seededRandom();
      const { todoUrl } = system();
      const people = await Promise.all(
        Array.from({ length: PEOPLE }, () => Person.arrive(system())),
      );
      const users = await Promise.all(
        people.map(async (each) => ({ email: each.email, userId: await each.id() })),
      );
      const views = people.flatMap((person) =>
        Array.from({ length: CLIENTS_EACH }, () => ListView.open(todoUrl, person)),
      );
      const statuses: Record<number, number> = {};
      const sharing = Object.fromEntries(SHARED_LIST_WRITES.map((what) => [what, 0]));
      // A busy machine takes longer until there is something to change, and to share.
      const isOver = (end: number) =>
        performance.now() >= end &&
        CHANGES.every((status) => statuses[status]) &&
        Object.values(sharing).every(Boolean);
      const write = async (view: ListView, end: number) => {
        const others = users.filter(({ email }) => email !== view.person.email);
        const writes = new RandomWrites(todoUrl, view, others, random);
        while (!isOver(end)) {
          const { what, answers } = await writes.next();
          for (const { status, text } of answers) {
            statuses[status] = (statuses[status] ?? 0) + 1;
            if (!EXPECTED.includes(status)) throw new Error(`${status} ${text}`);
          }
          if (what && answers.some(({ status }) => status < 300)) sharing[what]!++;
          if (random() < DISCONNECTS_PER_WRITE) view.disconnect();
        }
      };
      try {
        await shareLists(people);
        await acceptEachOther(people);
        const end = performance.now() + SECONDS * 1_000;
        await Promise.all(views.map((view) => write(view, end)));
        for (const view of views) await untilEqual(todoUrl, view);
      } finally {
        await Promise.all(views.map((view) => view.close()));
      }
      const loads = views.reduce((sum, view) => sum + view.loads, 0);
      process.stderr.write(
        `answers ${JSON.stringify(statuses)}, of shared lists ${JSON.stringify(sharing)}, pages were read ${loads} times\n`,
      );
      // Once at first. Again only if a view has missed more than the stream sends.
      expect(loads).toBeLessThanOrEqual(2 * views.length);
    },
    120_000 + SECONDS * 1_000,
  );
}

/** Each has a list with an item, and invites the next one to it, who accepts. */
async function shareLists(people: readonly Person[]): Promise<void> {
  for (const [i, owner] of people.entries()) {
    const guest = people[(i + 1) % people.length]!;
    const { body: list } = await owner.v2<{ id: number }>('POST', 'lists', { name: 'shared' });
    await owner.v2('POST', 'items', { title: 'tea', list_id: list.id });
    const { email } = guest;
    const invited = await owner.v2<NewInvitation>('POST', `lists/${list.id}/members`, { email });
    expect((await guest.accept(invited.body.id)).status).toBe(200);
  }
}

async function untilEqual(url: string, view: ListView): Promise<void> {
  const pages = await shownTo(url, view.person);
  const isEqual = () => JSON.stringify(view.shown) === JSON.stringify(pages);
  await waitFor(isEqual, EQUAL_WITHIN_MS, () => 'a view to be like the pages').catch(() =>
    expect(view.shown).toEqual(pages),
  );
}
