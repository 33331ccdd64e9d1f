import { expectProblem } from '../e2e/expect-problem.js';
import { send } from '../support/client.js';
import { dump, restore } from '../support/dump.js';
import { Person, titles } from '../support/person.js';
import { execute } from '../support/postgres.js';
import { EXIT, reconcile } from '../support/reconcile.js';
import { waitFor } from '../support/wait-for.js';
import { split, type SplitSystem } from '../topologies/split.js';
import { twoDatabases } from '../topologies/storage.js';
import { dangling, NOTHING } from './dangling.js';

const APPLIED_WITHIN_MS = 10_000;

/**
 * One of the two contexts is unavailable, or restored from an older backup: docs/consistency.md.
 */
describe('split, on two databases', () => {
  let system: SplitSystem;
  let authDb: string;
  let todoDb: string;
  beforeEach(async () => {
    system = await split('two databases', twoDatabases).start();
    [authDb, todoDb] = [system.env['AUTH_DB_URL']!, system.env['TO_DO_DB_URL']!];
  }, 60_000);
  afterEach(() => system.dispose(), 60_000);

  const arrive = () => Person.arrive(system);
  const note = async () => {
    const { status, body } = await send<{ checks: Record<string, string> }>(
      'GET',
      `${system.todoUrl}/readyz`,
    );
    return { status, state: body.checks['todo_events'] };
  };
  const untilGone = (id: number) =>
    waitFor(
      async () => (await dangling(todoDb, id)).connections === 0,
      APPLIED_WITHIN_MS,
      () => 'the deletion to be applied',
    );
  const untilState = (pattern: RegExp) =>
    waitFor(
      async () => pattern.test((await note()).state ?? ''),
      APPLIED_WITHIN_MS,
      () => `/readyz to say ${String(pattern)}`,
    );
  const restart = async (which: 'auth' | 'todo', backup: string) => {
    if (which === 'auth') await system.killAuth();
    else await system.killTodo();
    await restore(which === 'auth' ? authDb : todoDb, backup);
    if (which === 'auth') await system.restartAuth();
    else await system.restartTodo();
  };
  const logInAgain = async (person: Person) => {
    person.token = await Person.logIn(system, person.email);
  };

  it('applies a deletion that happened while todo was down', async () => {
    const [gone, heir] = [await arrive(), await arrive()];
    const id = await gone.id();
    await gone.create('own');
    await gone.share(await gone.createItem('shared'), heir.email);
    await system.killTodo();
    expect((await gone.deleteAccount()).status).toBe(200);
    expect(await reconcile(system, '--dry-run')).toMatchObject({ code: EXIT.repaired });
    await system.restartTodo();
    await untilGone(id);
    expect(await dangling(todoDb, id)).toEqual(NOTHING);
    expect(titles((await heir.list()).body)).toEqual(['shared']);
    expect(await reconcile(system, '--dry-run')).toMatchObject({ code: EXIT.clean });
  }, 60_000);

  it('applies deletions again after todo was restored from an older backup, and no other user loses data', async () => {
    const [gone, living] = [await arrive(), await arrive()];
    const id = await gone.id();
    await gone.share(await gone.createItem('shared'), living.email);
    await living.create('own');
    const backup = await dump(todoDb);
    await gone.deleteAccount();
    await untilGone(id);
    await living.create('after the backup');

    await restart('todo', backup);
    await untilGone(id);
    expect(await dangling(todoDb, id)).toEqual(NOTHING);
    expect(titles((await living.list()).body)).toEqual(['shared', 'own']);
    expect((await note()).state).toBe('ok');
    expect(await reconcile(system, '--dry-run')).toMatchObject({ code: EXIT.clean });
  }, 60_000);

  it('stops applying events after auth was restored, until an operator has decided', async () => {
    const [gone, living] = [await arrive(), await arrive()];
    await gone.create('gone');
    await living.create('own');
    const id = await gone.id();
    const backup = await dump(authDb);
    const late = await arrive();
    const lateId = await late.id();
    await late.create('of a user who is not in the backup');
    await gone.deleteAccount();
    await untilGone(id);

    // While todo is down, auth does not learn the known ids.
    await system.killTodo();
    await restart('auth', backup);
    const second = await arrive();
    expect(await second.id()).toBe(lateId);
    await system.restartTodo();
    await untilState(/^auth does not have the event.*--auth-restored/);
    expect((await note()).status).toBe(200);
    await waitFor(
      () => system.todoLog().includes('restored from an older backup'),
      5_000,
      () => 'the reason in the log',
    );
    await logInAgain(living);
    expect(titles((await living.list()).body)).toEqual(['own']);

    // The next user with the id of the lost user gets neither their items nor an empty list.
    expectProblem(await second.list(), 'user_id_reused');
    expectProblem(await second.create('mine'), 'user_id_reused');
    for (const path of ['audit', 'export']) {
      const url = `${system.todoUrl}/api/v2/todo/${path}`;
      expectProblem(await send('GET', url, { token: second.token }), 'user_id_reused');
    }
    // A deletion at this auth is not applied: it may be the wrong auth.
    const leaving = await arrive();
    await leaving.create('left');
    const leavingId = await leaving.id();
    await leaving.deleteAccount();
    await untilState(/^auth does not have/);

    const shown = await reconcile(system, '--auth-restored');
    expect(shown.code).toBe(EXIT.needsDecision);
    expect(shown.output).toMatch(/users deleted here who exist at auth +1 {2}would be repaired/);
    expect(shown.output).toMatch(/users who are unknown to auth, without a deletion +1 {2}needs/);
    expect(shown.output).toContain('Nothing was changed');
    expect((await dangling(todoDb, leavingId)).connections).toBe(1);

    const accepted = await reconcile(system, '--auth-restored', '--yes');
    expect(accepted.code).toBe(EXIT.needsDecision); // the lost user still needs a decision
    await untilState(/^ok$/);
    await untilGone(leavingId);
    await logInAgain(gone); // a user who exists again starts with an empty list
    expect((await gone.list()).body).toEqual({ pending: [], done: [] });
    expect((await gone.create('again')).status).toBe(201);
    expectProblem(await second.list(), 'user_id_reused');
    expect((await dangling(todoDb, lateId)).connections).toBe(1);

    const refused = await reconcile(system, '--delete-unknown');
    expect(refused.code).toBe(EXIT.needsDecision);
    expect(refused.output).toContain('also needs --force');
    expect((await reconcile(system, '--delete-unknown', '--force')).code).toBe(EXIT.repaired);
    expect(await dangling(todoDb, lateId)).toEqual(NOTHING);
    expect(titles((await second.create('mine')).body)).toEqual(['mine']);
    expect(titles((await living.list()).body)).toEqual(['own']);
    expect(await reconcile(system, '--dry-run')).toMatchObject({ code: EXIT.clean });
  }, 90_000);

  it('gives new users ids that todo does not know, after auth was restored', async () => {
    const backup = await dump(authDb);
    const late = await arrive();
    const lateId = await late.id();
    await late.create('of a user whom the backup does not know');
    await restart('auth', backup);
    await waitFor(
      () => system.authLog().includes(`user ids continue above ${lateId}`),
      5_000,
      () => 'auth to learn which ids are known',
    );
    for (let i = 0; i < 3; i++) {
      const next = await arrive();
      expect(await next.id()).toBeGreaterThan(lateId);
      expect((await next.create('mine')).status).toBe(201);
    }
    expect((await reconcile(system, '--dry-run')).output).toMatch(
      /users who are unknown to auth, without a deletion +1 {2}needs/,
    );
  }, 60_000);

  it('deletes no items if auth is empty', async () => {
    const empty = await dump(authDb);
    const people = [await arrive(), await arrive()];
    for (const person of people) await person.create('own');
    await restart('auth', empty);
    const { code, output } = await reconcile(system, '--delete-unknown');
    expect(code).toBe(EXIT.needsDecision);
    expect(output).toMatch(/users who are unknown to auth, without a deletion +2 {2}needs/);
    for (const person of people) {
      expectProblem(await person.list(), 'session_ended');
    }
    const { rows } = await execute(todoDb, 'SELECT FROM todo.to_do_items');
    expect(rows).toHaveLength(2);
  }, 60_000);
});
