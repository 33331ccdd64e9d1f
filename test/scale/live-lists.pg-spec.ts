import { send } from '../support/client.js';
import { EventReader } from '../support/event-reader.js';
import { figures, percentile } from '../support/latency-figures.js';
import { Person } from '../support/person.js';
import { createDatabase, execute } from '../support/postgres.js';
import { waitFor } from '../support/wait-for.js';
import { monoliths, type ScaledSystem } from '../topologies/scaled.js';
import { oneDatabase } from '../topologies/storage.js';

const CHANGES = 50;
/** Looking once a second takes half a second on average. */
const HEARD_MS = 250;
/** Less than the time that requests have to end in. */
const AT_ONCE_MS = 3_000;

describe('lists that are followed at one process and changed at another', () => {
  let system: ScaledSystem;
  let readers: EventReader[] = [];
  afterEach(async () => {
    readers.forEach((reader) => reader.close());
    readers = [];
    await system.dispose();
  });

  /** A person at two processes, whose list is followed at the first. */
  async function start(env: NodeJS.ProcessEnv = {}) {
    system = await monoliths('one database', oneDatabase).start(env);
    const person = await Person.arrive(system);
    const id = await person.createItem('code');
    const [one, other] = system.todo.members.map(({ url }) => url) as [string, string];
    const reader = await follow(one, person);
    await reader.until(({ event }) => event === 'list');
    return { person, id, one, other, reader };
  }

  async function follow(url: string, { token }: Person, since?: string): Promise<EventReader> {
    const headers = { token, ...(since !== undefined && { 'last-event-id': since }) };
    const reader = await EventReader.open(`${url}/api/v2/events`, headers);
    readers.push(reader);
    return reader;
  }

  const rename = (url: string, { token }: Person, id: number, title: string) =>
    send('PATCH', `${url}/api/v1/update`, { token, json: { id, title } });
  const withTitle = (title: string) => (event: { data: unknown }) =>
    (event.data as { title?: string }).title === title;
  const noteOf = async (url: string) =>
    (await send<{ checks: Record<string, string> }>('GET', `${url}/readyz`)).body.checks['lists'];

  it('are announced, and not only found by polling', async () => {
    const { person, id, one, other, reader } = await start();
    await waitFor(
      async () => (await noteOf(one)) === 'ok',
      20_000,
      () => 'notifications to arrive',
    );
    const times: number[] = [];
    for (let i = 0; i < CHANGES; i++) {
      const before = performance.now();
      await rename(other, person, id, `title ${i}`);
      await reader.until(withTitle(`title ${i}`));
      times.push(performance.now() - before);
    }
    process.stderr.write(
      `from a change at one process to an event at another: ${figures(times)}\n`,
    );
    expect(percentile(times, 0.5)).toBeLessThan(HEARD_MS);
    await execute(
      system.env['TO_DO_DB_URL']!,
      `UPDATE todo.to_do_items SET title = 'by hand' WHERE id = ${id}`,
    );
    await reader.until(withTitle('by hand'));
  }, 120_000);

  it('are looked for while notifications do not arrive, which /readyz says', async () => {
    const elsewhere = await createDatabase();
    try {
      const { person, id, one, other, reader } = await start({ TO_DO_LISTEN_URL: elsewhere.url });
      expect(await noteOf(one)).toMatch(/found each second/);
      await rename(other, person, id, 'found');
      await reader.until(withTitle('found'));
    } finally {
      await elsewhere.drop();
    }
  }, 120_000);

  it('end at once when their process stops, and go on at another', async () => {
    const { person, id, other, reader } = await start();
    const stopped = system.todo.members[0]!.stop();
    await reader.untilEnded(AT_ONCE_MS);
    await rename(other, person, id, 'meanwhile');
    const next = await follow(other, person, reader.lastId);
    expect((await next.until(withTitle('meanwhile'))).event).toBe('changed');
    expect(await stopped).toBe(0);
  }, 120_000);
});
