import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeTodoDalContract } from '../todo.dal.contract.js';
import { JsonFileTodoDal } from './json-file-todo.dal.js';
import { TaskFileStore } from './task-file.store.js';

describeTodoDalContract('JSON file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'seam-test-'));
  const store = await TaskFileStore.open(join(folder, 'tasks.json'));
  return {
    dal: new JsonFileTodoDal(store),
    share: async (userId, itemId) => {
      await store.change(({ connections }) => {
        const created_at = new Date().toISOString();
        connections.push({ user_id: userId, to_do_id: itemId, role: 'member', created_at });
        return true;
      });
    },
    count: async () => {
      const { items, connections } = store.read();
      return { items: items.length, connections: connections.length };
    },
    close: async () => {
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
});
