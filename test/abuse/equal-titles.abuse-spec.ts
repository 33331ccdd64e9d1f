import { send } from '../support/client.js';
import { Person } from '../support/person.js';
import { execute } from '../support/postgres.js';
import type { RunningSystem } from '../support/topology.js';
import { monolith } from '../topologies/monolith.js';
import { oneDatabase } from '../topologies/storage.js';
import { paced } from './paced.js';

/** From before there was a limit. */
const ITEMS = 100_000;
const PER_SECOND = 20;
const LIMIT_MS = 1_500;

/** Deleting by name once read and sorted all items of that name in the process. */
it(`deleting one of ${ITEMS} items of one title does not block the process`, async () => {
  const system: RunningSystem = await monolith('one database', oneDatabase).start();
  try {
    const person = await Person.arrive(system);
    await person.create('code');
    const userId = await person.id();
    await execute(
      system.env['TO_DO_DB_URL']!,
      `WITH item AS (
         INSERT INTO todo.to_do_items (title, status)
         SELECT 'code', 'PENDING' FROM generate_series(2, ${ITEMS}) RETURNING id
       )
       INSERT INTO todo.user_connections (user_id, to_do_id, role)
       SELECT ${userId}, id, 'owner' FROM item`,
    );
    let deleted: number | undefined;
    const deleting = send('DELETE', `${system.todoUrl}/api/v1/delete/code`, {
      token: person.token,
    }).then(({ status }) => (deleted = status));
    const times: number[] = [];
    while (deleted === undefined) {
      times.push(
        ...(await paced(PER_SECOND, 200, async () => {
          expect((await send('GET', `${system.todoUrl}/healthz`)).status).toBe(200);
        })),
      );
    }
    await deleting;
    process.stderr.write(
      `the slowest of ${times.length} probes: ${Math.max(...times).toFixed(0)} ms\n`,
    );
    expect(deleted).toBe(200);
    expect(Math.max(...times)).toBeLessThan(LIMIT_MS);
  } finally {
    await system.dispose();
  }
}, 60_000);
