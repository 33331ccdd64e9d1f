import { basic, send } from '../support/client.js';
import { PASSWORD, Person, titles } from '../support/person.js';
import type { System } from '../support/topology.js';

const USERS = 20;
const ITEMS_EACH = 10;

const LOGINS = 150;

export function describeLoad(system: System): void {
  it('answers 150 logins at once, or refuses some with 503, and lists items meanwhile', async () => {
    // Of one person only 50 sessions stay: the one who reads is another.
    const [person, reader] = [await Person.arrive(system()), await Person.arrive(system())];
    const logIn = () =>
      send('POST', `${system().authUrl}/api/v1/auth/login`, {
        headers: { authorization: basic(person.email, PASSWORD) },
      });
    await reader.list(); // so that the session is known
    const logins = Promise.all(Array.from({ length: LOGINS }, logIn));
    expect((await reader.list()).status).toBe(200);
    for (const { status, headers } of await logins) {
      expect([200, 503]).toContain(status);
      expect(headers.get('retry-after')).toBe(status === 503 ? '1' : null);
    }
    expect((await logIn()).status).toBe(200);
  });

  it('keeps all of 200 items that 20 users create at once, each with its owner', async () => {
    const people: Person[] = [];
    for (let i = 0; i < USERS; i++) people.push(await Person.arrive(system()));

    const wanted = Array.from({ length: ITEMS_EACH }, (_, i) => `item ${i}`);
    const answers = await Promise.all(
      people.flatMap((person) => wanted.map((title) => person.create(title))),
    );
    expect(answers.filter(({ status }) => status !== 201).map(({ text }) => text)).toEqual([]);

    const lists = await Promise.all(people.map((person) => person.list()));
    lists.forEach(({ body }) => expect(titles(body).sort()).toEqual(wanted));
    const ids = lists.flatMap(({ body }) => body.pending.map(({ id }) => id));
    expect(new Set(ids).size).toBe(USERS * ITEMS_EACH);
  });
}
