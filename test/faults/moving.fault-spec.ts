import pg from 'pg';
import { Crowd } from './crowd.js';
import { AppProcess } from '../support/app-process.js';
import { send } from '../support/client.js';
import { Person, titles } from '../support/person.js';
import { createDatabase, execute, type TestDatabase } from '../support/postgres.js';
import { seededRandom } from '../support/random.js';
import { waitFor } from '../support/wait-for.js';
import { authsAndTodos, type ScaledSystem } from '../topologies/scaled.js';
import { oneDatabase } from '../topologies/storage.js';
import { Mover } from '../move/mover.js';
import { stateAt } from '../move/places.js';

const PEOPLE = 10;
const BETWEEN = 40;
const LIMIT_MS = 10_000;

/** Waits for the handover, which is over after 300 ms: on one connection, as opening one takes long. */
async function untilLeft(url: string, mover: Mover): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const isLeft = async () => {
    const { rows } = await client.query<{ state: string }>('SELECT state FROM todo.move_state');
    return rows[0]?.state === 'left';
  };
  await waitFor(isLeft, LIMIT_MS, () => `the handover:\n${mover.output}`).finally(() =>
    client.end(),
  );
}

let own: TestDatabase;
let next: string;
let system: ScaledSystem;
beforeAll(async () => {
  own = await createDatabase();
  next = await own.createRole('todo');
  system = await authsAndTodos('one database', oneDatabase).start({ TO_DO_NEXT_DB_URL: next });
}, 60_000);
afterAll(async () => {
  await system?.dispose();
  await own?.drop();
}, 60_000);

/** `npm run move`, with the variables of the processes. */
const move = (to: string) => Mover.run(system.env, 'todo', '--to', to);
const isUsing = (index: number) =>
  waitFor(
    () =>
      system.todo.members.every(({ log }) => log.split('its data were moved').length - 1 > index),
    LIMIT_MS,
    () => `all processes to change:\n${system.todo.log}`,
  );

describe('moving a context, while two processes of each app serve', () => {
  const random = seededRandom();

  it('answers 503 with Retry-After at most, loses nothing, and needs no restart', async () => {
    const old = system.env['TO_DO_DB_URL']!;
    const crowd = await Crowd.gather(system, PEOPLE, random);
    crowd.start();
    const outputs: string[] = [];
    for (const [index, to] of [next, old].entries()) {
      await crowd.untilWritten(BETWEEN);
      const { code, output } = await move(to);
      expect([code, output]).toEqual([0, expect.stringContaining('done: todo is at')]);
      outputs.push(/refused for \d+ ms/.exec(output)![0]);
      await isUsing(index);
    }
    await crowd.untilWritten(BETWEEN);
    await crowd.stop();
    await crowd.untilServed();

    const { statuses, acknowledged, slowestMs } = crowd;
    process.stderr.write(
      `${acknowledged} items, ${JSON.stringify(statuses)}, ${outputs.join(', ')}, slowest ${Math.round(slowestMs)} ms\n`,
    );
    expect(crowd.violations).toEqual([]);
    expect(Object.keys(statuses)).not.toContain('none');
    expect(await crowd.check()).toEqual([]);
    await crowd.untilConsistent();
    const [there, here] = [await itemsAt(next), await itemsAt(old)];
    expect(here).toBeGreaterThan(there);
  }, 180_000);

  it('tells a process with the old address only what to do, and never writes there', async () => {
    const { folder, env } = system;
    const variables = { ...env, TO_DO_NEXT_DB_URL: '', AUTH_API_URL: system.authUrl };
    const app = await AppProcess.start('todo', folder, variables);
    const person = await Person.arrive({ authUrl: system.authUrl, todoUrl: app.url });
    await person.createItem('before');
    expect((await move(next)).code).toBe(0);
    const before = await itemsAt(env['TO_DO_DB_URL']!);

    const { status, headers } = await person.create('after');
    expect([status, headers.has('retry-after')]).toEqual([503, true]);
    expect((await person.list()).status).toBe(200);
    const readiness = await send('GET', `${app.url}/readyz`);
    expect(readiness.status).toBe(503);
    const cure = 'the data of todo were moved from here. Set TO_DO_DB_URL to their new address';
    expect(readiness.text).toContain(cure);
    await waitFor(
      () => app.log.includes(cure),
      LIMIT_MS,
      () => `the cure in the log:\n${app.log}`,
    );
    expect(await itemsAt(env['TO_DO_DB_URL']!)).toBe(before);
    await app.stop();
    const { code, output } = await AppProcess.fail('todo', folder, variables);
    expect([code, output]).toEqual([1, expect.stringContaining(cure)]);
  }, 90_000);

  it('starts at the address in charge', async () => {
    const { folder, env, authUrl } = system;
    const app = await AppProcess.start('todo', folder, { ...env, AUTH_API_URL: authUrl });
    const person = await Person.arrive({ authUrl, todoUrl: app.url });
    const before = await itemsAt(next);
    await person.createItem('there');
    expect(await itemsAt(next)).toBe(before + 1);
    await app.stop();
  }, 60_000);

  it('is finished by a process if the mover is killed at the handover', async () => {
    const old = system.env['TO_DO_DB_URL']!;
    const person = await Person.arrive(system);
    const mover = Mover.start(system.env, 'todo', '--to', old);
    await mover.says('fencing writes');
    await untilLeft(next, mover);
    await mover.kill();
    expect(await stateAt(old)).not.toBe('active');

    await waitFor(
      async () => (await person.create('after')).status === 201,
      LIMIT_MS,
      () => `writes at the new address:\n${system.todo.log}`,
    );
    expect(await stateAt(old)).toBe('active');
    expect(titles((await person.list()).body)).toEqual(['after']);
  }, 60_000);
});

async function itemsAt(url: string): Promise<number> {
  const { rows } = await execute(url, 'SELECT max(id) AS max FROM todo.to_do_items');
  return (rows as { max: number }[])[0]!.max;
}
