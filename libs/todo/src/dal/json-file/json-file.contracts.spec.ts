import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WIDE_LIMITS } from '../any-limits.contract.js';
import { describeConnectionDalContract } from '../connection.dal.contract.js';
import { describeItemLimitsContract } from '../item-limits.contract.js';
import { describeReconcileDalContract } from '../reconcile.dal.contract.js';
import { describeTodoDalContract, type TodoStoreUnderTest } from '../todo.dal.contract.js';
import { describeUserDeletionDalContract } from '../user-deletion.dal.contract.js';
import { JsonFileConnectionDal } from './json-file-connection.dal.js';
import { JsonFileReconcileDal } from './json-file-reconcile.dal.js';
import { JsonFileTodoDal } from './json-file-todo.dal.js';
import { JsonFileUserDeletionDal } from './json-file-user-deletion.dal.js';
import type { TaskFile } from './task-file.schema.js';
import { TaskFileStore } from './task-file.store.js';

const NAME = 'JSON file';

async function open(limits = WIDE_LIMITS) {
  const folder = await mkdtemp(join(tmpdir(), 'seam-test-'));
  const store = await TaskFileStore.open(join(folder, 'tasks.json'));
  const change = async (apply: (content: TaskFile) => void) => {
    await store.change((content) => {
      apply(content);
      return true;
    });
  };
  const underTest: TodoStoreUnderTest = {
    dal: new JsonFileTodoDal(store, limits),
    connections: new JsonFileConnectionDal(store, limits),
    deletions: new JsonFileUserDeletionDal(store),
    count: async () => {
      const { items, connections } = store.read();
      return { items: items.length, connections: connections.length };
    },
    close: async () => {
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
  return {
    ...underTest,
    reconcile: new JsonFileReconcileDal(store),
    forgetUser: (userId: number) =>
      change((content) => {
        content.users = content.users.filter(({ user_id }) => user_id !== userId);
      }),
    orphan: (itemId: number) =>
      change((content) => {
        content.connections = content.connections.filter(({ to_do_id }) => to_do_id !== itemId);
      }),
    disown: (itemId: number) =>
      change(({ connections }) => {
        for (const each of connections) if (each.to_do_id === itemId) each.role = 'member';
      }),
    connect: (userId: number, itemId: number) =>
      change(({ connections }) => {
        const created_at = new Date().toISOString();
        connections.push({ user_id: userId, to_do_id: itemId, role: 'member', created_at });
      }),
    dropItem: (itemId: number) =>
      change((content) => {
        content.items = content.items.filter(({ id }) => id !== itemId);
      }),
  };
}

describeTodoDalContract(NAME, () => open());
describeConnectionDalContract(NAME, () => open());
describeUserDeletionDalContract(NAME, () => open());
describeReconcileDalContract(NAME, () => open());
describeItemLimitsContract(NAME, open);
