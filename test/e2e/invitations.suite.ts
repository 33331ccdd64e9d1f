import { anyEmail, type Answer, send } from '../support/client.js';
import { type NewInvitation, Person, titles } from '../support/person.js';
import type { System } from '../support/topology.js';
import { waitFor } from '../support/wait-for.js';
import { expectProblem } from './expect-problem.js';

const APPLIED_WITHIN_MS = 5_000;
const PER_DAY = 50;
const DAYS_14 = 14 * 86_400_000;

interface Invitations {
  received: { id: number; title: string; sender: { user_id: number; email: string } }[];
  sent: { id: number; item_id: number; title: string; email: string }[];
}

const invitationsOf = async (person: Person) =>
  (await person.v2<Invitations>('GET', 'invitations')).body;
const decline = (person: Person, id: number, json?: object) =>
  person.v2('POST', `invitations/${id}/decline`, json);
const find = (person: Person, token: string) =>
  person.v2<Invitations['received'][0]>('POST', 'invitations/find', { token });

export function describeInvitations(system: System): void {
  let [alice, bob, carol]: Person[] = [];
  beforeEach(async () => {
    [alice, bob, carol] = [
      await Person.arrive(system()),
      await Person.arrive(system()),
      await Person.arrive(system()),
    ];
  });
  const invite = async (title = 'party', email = bob!.email) => {
    const item = await alice!.createItem(title);
    return { item, ...(await alice!.invite(item, email)) };
  };

  it('answers the same whether there is a user with the email or not', async () => {
    const item = await alice!.createItem('party');
    const answers: Answer<NewInvitation>[] = [];
    for (const email of [bob!.email, anyEmail()]) answers.push(await alice!.invite(item, email));
    for (const { status, body } of answers) {
      expect(status).toBe(202);
      expect(body).toEqual({
        ...{ id: expect.any(Number), item_id: item, list_id: null, title: 'party' },
        ...{ email: expect.any(String), created_at: expect.any(String) },
        ...{ expires_at: expect.any(String), token: expect.stringMatching(/^[\w-]{43}$/) },
        // The origin of the page, which is configured.
        link: `${new URL(body.link!).origin}/invitation#token=${body.token}`,
      });
      expect(Date.parse(body.expires_at) - Date.parse(body.created_at)).toBe(DAYS_14);
    }
    expect(answers[0]!.body.email).toBe(bob!.email);
    const headers = answers.map((each) => [...each.headers.keys()]);
    expect(headers[0]).toContain('x-request-id');
    expect(headers[0]).toEqual(headers[1]);
    expect((await invitationsOf(alice!)).sent.map(({ id }) => id)).toEqual(
      answers.map(({ body }) => body.id).reverse(),
    );
  });

  it('is in the list of who has the email, who accepts', async () => {
    const { item, body } = await invite('party', ` ${bob!.email.toUpperCase()} `);
    expect(titles((await bob!.list()).body)).toEqual([]);
    const sender = { user_id: await alice!.id(), email: alice!.email };
    const { created_at, expires_at } = body;
    const received = [{ id: body.id, to: 'item', title: 'party', sender, created_at, expires_at }];
    expect(await invitationsOf(bob!)).toEqual({ received, sent: [] });
    expect(await invitationsOf(carol!)).toEqual({ received: [], sent: [] });
    const accepted = await bob!.accept(body.id);
    expect(accepted).toMatchObject({
      status: 200,
      body: { item: { id: item, role: 'member' }, list: null },
    });
    expect(titles((await bob!.list()).body)).toEqual(['party']);
    expect(await invitationsOf(alice!)).toEqual({ received: [], sent: [] });
    expect((await bob!.accept(body.id)).status).toBe(200);
  });

  it('is needed once for each sender', async () => {
    const { body } = await invite();
    await bob!.accept(body.id);
    const next = await alice!.createItem('next');
    expect((await alice!.invite(next, bob!.email)).status).toBe(201);
    expect(titles((await bob!.list()).body)).toEqual(['party', 'next']);
    const item = await bob!.createItem('of bob');
    expect((await bob!.invite(item, alice!.email)).status).toBe(202);
  });

  it('has a link for a person who registers later, and works once', async () => {
    const { item, body } = await invite('party', anyEmail());
    const newcomer = await Person.arrive(system());
    expect((await find(newcomer, body.token)).body).toMatchObject({
      ...{ id: body.id, title: 'party', sender: { email: alice!.email } },
    });
    expectProblem(await newcomer.accept(body.id), 'invitation_not_found');
    expect((await newcomer.accept(body.id, body.token)).body.item!.id).toBe(item);
    expectProblem(await carol!.accept(body.id, body.token), 'invitation_not_found');
    expectProblem(await find(carol!, body.token), 'invitation_not_found');
  });

  it('declined or blocked, answers its sender as before', async () => {
    const { item, body } = await invite();
    expect((await decline(bob!, body.id)).status).toBe(204);
    expect((await invitationsOf(alice!)).sent.map(({ id }) => id)).toEqual([body.id]);
    expect(await alice!.invite(item, bob!.email)).toMatchObject({
      status: 202,
      body: { id: body.id },
    });
    expect((await invitationsOf(bob!)).received).toEqual([]);
    const second = await invite('second');
    expect((await invitationsOf(bob!)).received.map(({ title }) => title)).toEqual(['second']);
    expect((await decline(bob!, second.body.id, { block: true })).status).toBe(204);
    expect((await invite('third')).status).toBe(202);
    expect((await invitationsOf(bob!)).received).toEqual([]);
  });

  it('senders are shown, blocked and forgotten', async () => {
    const { body } = await invite();
    await bob!.accept(body.id);
    const path = `senders/${await alice!.id()}`;
    const senders = async () =>
      (await bob!.v2<{ senders: object[] }>('GET', 'senders')).body.senders;
    const alices = { user_id: await alice!.id(), email: alice!.email };
    expect(await senders()).toEqual([{ ...alices, blocked: false }]);
    expect((await bob!.v2('PATCH', path, { blocked: true })).status).toBe(204);
    expect(await senders()).toEqual([{ ...alices, blocked: true }]);
    expect((await invite('blocked')).status).toBe(202);
    expect((await invitationsOf(bob!)).received).toEqual([]);
    expect((await bob!.v2('DELETE', path)).status).toBe(204);
    expect((await invite('forgotten')).status).toBe(202);
    const shown = (await invitationsOf(bob!)).received.map(({ title }) => title);
    expect(shown).toEqual(['forgotten', 'blocked']);
    expect(titles((await bob!.list()).body)).toEqual(['party']);
    expectProblem(await bob!.v2('DELETE', path), 'sender_not_found');
    expectProblem(await carol!.v2('PATCH', path, { blocked: true }), 'sender_not_found');
  });

  it('is declined, and its sender blocked, by who has the link', async () => {
    const { body } = await invite();
    const json = { token: body.token, block: true };
    expectProblem(await decline(carol!, body.id, { block: true }), 'invitation_not_found');
    const declined = await decline(carol!, body.id, json);
    expect(declined.status).toBe(204);
    expect(declined.headers.get('ratelimit')).toMatch(/^"writes";r=\d+;t=\d+$/);
    const { senders } = (await carol!.v2<{ senders: object[] }>('GET', 'senders')).body;
    expect(senders).toMatchObject([{ email: alice!.email, blocked: true }]);
    expect((await invitationsOf(bob!)).received.map(({ id }) => id)).toEqual([body.id]);
  });

  it('goes with an item that repeats to the next one', async () => {
    const due = { date: '2030-01-31' };
    const made = await alice!.v2<{ id: number; etag: string }>('POST', 'items', {
      ...{ title: 'tea', due, repeat: 'FREQ=DAILY' },
    });
    const { body } = await alice!.invite(made.body.id, bob!.email);
    await alice!.change({ id: made.body.id, status: 'DONE' });
    const next = (await alice!.list()).body.pending[0]!;
    expect((await invitationsOf(alice!)).sent).toMatchObject([{ id: body.id, item_id: next.id }]);
    expect((await bob!.accept(body.id)).body.item!.id).toBe(next.id);
  });

  it('withdrawn, or made again, has no valid earlier link', async () => {
    const { item, body } = await invite();
    const again = (await alice!.invite(item, bob!.email)).body;
    expect(again.id).toBe(body.id);
    expectProblem(await find(carol!, body.token), 'invitation_not_found');
    expect((await find(carol!, again.token)).status).toBe(200);
    const withdraw = (person: Person) => person.v2('DELETE', `invitations/${body.id}`);
    expectProblem(await withdraw(bob!), 'invitation_not_found');
    expect((await withdraw(alice!)).status).toBe(204);
    expectProblem(await bob!.accept(body.id, again.token), 'invitation_not_found');
    expect(await invitationsOf(bob!)).toEqual({ received: [], sent: [] });
  });

  it('gives nothing to who has not accepted when the owner leaves, or is deleted', async () => {
    const { item, body } = await invite('left');
    await alice!.share(item, carol!.email);
    await alice!.unshare(item, await alice!.id());
    const second = await invite('deleted');
    await alice!.deleteAccount();
    await waitFor(
      async () => (await invitationsOf(bob!)).received.length === 0,
      APPLIED_WITHIN_MS,
      () => 'the invitations of a deleted user to be gone',
    );
    for (const { id, token } of [body, second.body]) {
      expectProblem(await bob!.accept(id, token), 'invitation_not_found');
      expectProblem(await find(bob!, token), 'invitation_not_found');
    }
    expect(titles((await bob!.list()).body)).toEqual([]);
    expect((await carol!.usersOf(item)).body).toMatchObject([{ email: carol!.email }]);
  });

  it(`is limited to ${PER_DAY} a day, whatever becomes of the item`, async () => {
    const item = await alice!.createItem('spam');
    const statuses: number[] = [];
    for (let i = 0; i < PER_DAY; i++) {
      statuses.push((await alice!.invite(item, i === 0 ? bob!.email : anyEmail())).status);
    }
    expect(new Set(statuses)).toEqual(new Set([202]));
    await alice!.delete('spam');
    const next = await alice!.createItem('more');
    expectProblem(await alice!.invite(next, anyEmail()), 'invitation_limit_reached');
    expectProblem(await alice!.invite(next, bob!.email), 'invitation_limit_reached');
  });

  it.each([
    ['POST', 'invitations/find', {}, '/token'],
    ['POST', 'invitations/find', { token: 'short' }, '/token'],
    ['POST', 'invitations/1/accept', { token: 7 }, '/token'],
    ['POST', 'invitations/1/decline', { block: 'yes' }, '/block'],
    ['POST', 'invitations/x/accept', {}, 'id'],
    ['PATCH', 'senders/1', {}, '/blocked'],
    ['PATCH', 'senders/1', { blocked: false }, '/blocked'],
  ])('refuses %s %s with %j', async (method, path, json, pointer) => {
    const answer = await alice!.v2<{ errors: { pointer?: string; parameter?: string }[] }>(
      ...[method, path, json],
    );
    expectProblem(answer, 'validation_failed');
    const [{ pointer: found, parameter } = {}] = answer.body.errors;
    expect(found ?? parameter).toBe(pointer);
  });
}

/** With a store that has none, an item is shared at once. */
export function describeWithoutInvitations(system: System): void {
  it('are not there: items are shared at once, and an unknown email is an error', async () => {
    const [alice, bob] = [await Person.arrive(system()), await Person.arrive(system())];
    const item = await alice.createItem('ours');
    expectProblem(await alice.invite(item, anyEmail()), 'user_not_found');
    expect((await alice.invite(item, bob.email)).status).toBe(201);
    const token = 'a'.repeat(43);
    for (const [method, path, json] of [
      ['GET', 'invitations'],
      ['POST', 'invitations/find', { token }],
      ['POST', 'invitations/1/accept'],
      ['POST', 'invitations/1/decline'],
      ['DELETE', 'invitations/1'],
      ['GET', 'senders'],
      ['PATCH', 'senders/1', { blocked: true }],
      ['DELETE', 'senders/1'],
    ] as const) {
      const url = `${system().todoUrl}/api/v2/${path}`;
      expectProblem(await send(method, url, { token: bob.token, json }), 'database_required');
    }
  });
}
