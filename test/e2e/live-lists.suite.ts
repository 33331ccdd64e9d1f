import { makeAccessToken } from '../support/access-token.js';
import { send } from '../support/client.js';
import { EventReader } from '../support/event-reader.js';
import { type Item, Person } from '../support/person.js';
import type { System } from '../support/topology.js';

const PER_USER = 10;
const MOST_PROCESSES = 2;
/** A stream ends within a second after its session; more for a busy machine. Without being told it lasts minutes. */
const END_LIMIT_MS = 5_000;

/** Clients that follow their lists. */
export function describeLiveLists(system: System): void {
  let owner: Person;
  let member: Person;
  let readers: EventReader[];
  beforeEach(async () => {
    readers = [];
    [owner, member] = [await Person.arrive(system()), await Person.arrive(system())];
  });
  afterEach(() => readers.forEach((reader) => reader.close()));

  async function follow(headers: Record<string, string>): Promise<EventReader> {
    const reader = await EventReader.open(`${system().todoUrl}/api/v2/events`, headers);
    readers.push(reader);
    return reader;
  }
  const followAs = ({ token }: Person, id?: string) =>
    follow({ token, ...(id !== undefined && { 'last-event-id': id }) });
  const title = (wanted: string) => (event: { data: unknown }) =>
    JSON.stringify(event.data).includes(`"${wanted}"`);

  it('get the list first, and then what others change', async () => {
    const id = await owner.createItem('before');
    const reader = await followAs(owner);
    const { headers, status } = reader.response;
    expect(status).toBe(200);
    expect(headers.get('content-type')).toMatch(/^text\/event-stream/);
    expect(headers.get('cache-control')).toBe('no-store');
    const first = await reader.until(title('before'));
    expect(first).toMatchObject({ event: 'list', data: { pending: [{ id }], done: [] } });
    const list = await owner.list();
    expect(list.headers.get('etag')).toBe(`"${first.id}"`);
    expect(reader.text).toMatch(/^retry: [123]\d{3}\n\n/);

    await owner.share(id, member.email);
    const other = await followAs(member);
    await other.until(title('before'));
    await member.change({ id, title: 'by the member' });
    for (const each of [reader, other]) await each.until(title('by the member'));
    await owner.delete('by the member');
    await other.until(({ event, data }) => {
      if (event === 'list') return (data as { pending: Item[] }).pending.length === 0;
      return event === 'deleted' && (data as { id: number }).id === id;
    });
    await owner.create('the last one');
    await reader.until(title('the last one'));
    const now = await owner.list();
    expect(now.headers.get('etag')).toBe(`"${reader.lastId}"`);
  });

  it('go on where they were, with what they have missed', async () => {
    const reader = await followAs(owner);
    await reader.until(({ event }) => event === 'list');
    reader.close();
    await owner.create('missed');
    const again = await followAs(owner, reader.lastId);
    const event = await again.until(title('missed'));
    const list = await owner.list();
    expect(list.headers.get('etag')).toBe(`"${event.id}"`);
    const current = await followAs(owner, event.id);
    await current.until(({ event: kind }) => kind === 'current');
    expect(current.events).toHaveLength(1);
    const unknown = await followAs(owner, 'of another time');
    await unknown.until(({ event: kind }) => kind === 'list');
  });

  it('need a session, and end with it', async () => {
    expect((await follow({})).response.status).toBe(401);
    expect((await follow({ token: 'x' })).response.status).toBe(401);
    const reader = await followAs(owner);
    const other = await followAs(member);
    await send('POST', `${system().authUrl}/api/v1/auth/logout`, { token: owner.token });
    await reader.untilEnded(END_LIMIT_MS);
    expect((await followAs(owner)).response.status).toBe(401);
    expect(other.hasEnded).toBe(false);
    await member.deleteAccount();
    await other.untilEnded(END_LIMIT_MS);
  });

  it('may use an access token that reads items', async () => {
    await owner.create('code');
    const { authUrl } = system();
    const reads = await makeAccessToken(authUrl, owner.token, ['items:read']);
    const reader = await follow({ authorization: `Bearer ${reads.token}` });
    await reader.until(title('code'));
    const other = await makeAccessToken(authUrl, owner.token, ['account:read']);
    const refused = await follow({ authorization: `Bearer ${other.token}` });
    expect(refused.response.status).toBe(403);
  });

  it(`have at most ${PER_USER} streams per user and process, of which a closed one is none`, async () => {
    const statuses: number[] = [];
    while (statuses.length <= MOST_PROCESSES * PER_USER && statuses.at(-1) !== 429)
      statuses.push((await followAs(owner)).response.status);
    expect(statuses.length).toBeGreaterThan(PER_USER);
    expect(statuses.at(-1)).toBe(429);
    readers[0]!.close();
    let reopened = 429;
    for (let i = 0; i < 50 && reopened === 429; i++)
      reopened = (await followAs(owner)).response.status;
    expect(reopened).toBe(200);
  });
}
