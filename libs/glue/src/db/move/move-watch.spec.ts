import type { DataSource } from 'typeorm';
import { waitFor } from '../../../../../test/support/wait-for.js';
import { CommitSteps, OpenTransaction, openTransaction } from '../../transaction/index.js';
import { MoveWatch } from './move-watch.js';

const NOWHERE = 'postgres://127.0.0.1:1/none';

it('a write that hits the fence: the row is read outside of its transaction', async () => {
  const joined: boolean[] = [];
  const source = {
    query: async () => (joined.push(openTransaction(source) !== undefined), []),
  } as unknown as DataSource;
  const watch = new MoveWatch({
    ...{ context: 'todo', schema: 'todo', source, addresses: [NOWHERE, NOWHERE] },
    current: { index: 0, generation: 0 },
    open: () => Promise.reject(new Error('It was not moved.')),
  });
  const options = { source, connection: source, place: () => 'here', isStrict: true };
  await new OpenTransaction(options, new CommitSteps()).run(async () => watch.hint());
  await waitFor(
    () => joined.length > 0,
    10_000,
    () => `${joined.length} looks`,
  );
  await watch.stop();
  expect(joined).not.toContain(true);
});
