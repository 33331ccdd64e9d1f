import { Housekeeping } from '#glue/db';
import { migrations } from '#migrations/todo';
import { openTestDataSource } from '../../../../../../test/support/test-database.js';
import { waitFor } from '../../../../../../test/support/wait-for.js';
import { invitationsSteps } from './invitations-sweep.js';

const LIMIT_MS = 30_000;

it('invitations are removed when they have expired', async () => {
  const { dataSource: source, close } = await openTestDataSource('todo', migrations);
  await source.query(
    `INSERT INTO todo.invitations (sender_id, email, token_hash, created_at, expires_at)
     SELECT 1, n || '@example.com', n, now(), now() + CASE WHEN n <= 700 THEN interval '-1 hour' ELSE interval '1 hour' END
     FROM generate_series(1, 1000) n`,
  );
  const kept = async () => {
    const [row] = await source.query<{ n: number; least: number }[]>(
      'SELECT count(*)::integer AS n, min(token_hash::integer) AS least FROM todo.invitations',
    );
    return row!;
  };
  const sweep = new Housekeeping('what is old', invitationsSteps(source));
  sweep.onApplicationBootstrap();
  const isDone = async () => (await kept()).n <= 300;
  await waitFor(isDone, LIMIT_MS, () => 'old invitations to be removed');
  await sweep.onModuleDestroy();
  expect(await kept()).toEqual({ n: 300, least: 701 });
  await close();
}, 60_000);
