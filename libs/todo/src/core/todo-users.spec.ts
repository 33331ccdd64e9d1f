import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { authContract } from '#auth-kernel';
import type { AuthClient } from '#auth-kernel';
import { ServiceError } from '#glue/errors';
import { type ReconcileOptions, Report } from '#glue/references';
import { type EventHandler, EventHandlers } from '#seam';
import { FakeAuth } from '../../../../test/support/fake-auth.js';
import { WIDE_LIMITS } from './ports/any-limits.suite.js';
import { JsonFileEventCursors } from '../dal/json-file/json-file-event-cursors.js';
import { JsonFileMembershipsDal } from '../dal/json-file/json-file-memberships.dal.js';
import { JsonFileReconcileDal } from '../dal/json-file/json-file-reconcile.dal.js';
import { JsonFileItemsDal } from '../dal/json-file/items/json-file-items.dal.js';
import { JsonFileUserReferences } from '../dal/json-file/json-file-user-references.js';
import type { ItemsFile } from '../dal/json-file/items-file.schema.js';
import { ItemsFileStore } from '../dal/json-file/items-file.store.js';
import { ItemChecks } from './item-checks.js';
import { TodoUsers } from './todo-users.js';

const REPAIR: ReconcileOptions = {
  dryRun: false,
  deleteUnknown: false,
  force: false,
  acceptRestored: false,
};
const DRY: ReconcileOptions = { ...REPAIR, dryRun: true };

describe('TodoUsers', () => {
  let folder: string;
  let store: ItemsFileStore;
  let auth: FakeAuth;
  let events: EventHandler;
  let references: TodoUsers;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'test-'));
    store = await ItemsFileStore.open(join(folder, 'tasks.json'));
    auth = new FakeAuth();
    const client = auth as unknown as AuthClient;
    const cursors = new JsonFileEventCursors('todo', store);
    const checks = new ItemChecks(new JsonFileReconcileDal(store));
    references = new TodoUsers(
      new JsonFileUserReferences(store),
      client,
      cursors,
      undefined,
      undefined,
      checks,
    );
    const handlers = EventHandlers.of([references], { auth: client }, cursors);
    events = handlers.named('auth:user.deleted');
  });
  afterEach(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });

  const ref = (id: number, uniqueId = `user ${id}`) => ({ userId: id, uniqueId });
  const change = (apply: (content: ItemsFile) => void) =>
    store.change((content) => {
      apply(content);
      return true;
    });
  /** A user of auth, with an item. */
  const arrive = async (id: number, uniqueId?: string) => {
    auth.register(id, uniqueId);
    await new JsonFileItemsDal(store, WIDE_LIMITS).create(ref(id, uniqueId), {
      title: 'a',
      status: 'DONE',
    });
    return store.read().items.at(-1)!.id;
  };
  const share = (owner: number, item: number, target: number) =>
    new JsonFileMembershipsDal(store, WIDE_LIMITS).share(ref(owner), item, ref(target));
  const itemsOf = (userId: number) =>
    store.read().connections.filter(({ user_id }) => user_id === userId).length;
  /** The findings, each as `count outcome`. */
  const summary = (report: Report) =>
    Object.fromEntries(
      [...report.found].map(([name, { count, outcome }]) => [name, `${count} ${outcome}`]),
    );
  /** Checks the dry run, that it changes nothing, the repair, and that nothing is left. */
  const expectRepaired = async (expected: Record<string, number>) => {
    const as = (outcome: string) =>
      Object.fromEntries(Object.entries(expected).map(([name, n]) => [name, `${n} ${outcome}`]));
    const before = structuredClone(store.read());
    expect(summary(await references.reconcile(DRY))).toEqual(as('would be repaired'));
    expect(store.read()).toEqual(before);
    expect(summary(await references.reconcile(REPAIR))).toEqual(as('repaired'));
    expect((await references.reconcile(DRY)).isClean).toBe(true);
  };

  it('finds nothing in consistent data', async () => {
    const item = await arrive(1);
    await arrive(2);
    await share(1, item, 2);
    auth.register(3);
    const report = await references.reconcile(REPAIR);
    expect(report.isClean).toBe(true);
    expect(report.seen).toEqual({ users: 2, items: 2 });
  });

  it('applies deletions that have not been applied yet', async () => {
    const item = await arrive(1);
    await arrive(2);
    await share(1, item, 2);
    auth.delete(1);
    await expectRepaired({ events_pending: 1 });
    expect(itemsOf(1)).toBe(0);
    expect(itemsOf(2)).toBe(2);
  });

  it('deletes the items of a user who was deleted long ago', async () => {
    const item = await arrive(1);
    await arrive(2);
    auth.delete(2);
    await events.catchUp();
    await change(({ connections }) => {
      const created_at = new Date().toISOString();
      connections.push({ user_id: 2, to_do_id: item, role: 'member', created_at });
    });
    await expectRepaired({ deleted_with_rows: 1 });
  });

  it('recognizes a deletion by its event, even if it is not stored here', async () => {
    await arrive(1);
    await arrive(2);
    auth.delete(2);
    await events.catchUp();
    await change((content) => {
      content.users = content.users.filter(({ user_id }) => user_id !== 2);
    });
    await change((content) => {
      content.items.push({ id: content.next_id, title: 'back', status: 'DONE' });
      const created_at = new Date().toISOString();
      const to_do_id = content.next_id++;
      content.connections.push({ user_id: 2, to_do_id, role: 'owner', created_at });
    });
    await expectRepaired({ deleted_with_rows: 1 });
    expect(itemsOf(2)).toBe(0);
  });

  it('stores the public ids of users without one', async () => {
    await arrive(1);
    await change((content) => {
      content.users = [];
    });
    await expectRepaired({ not_stored: 1 });
    expect(store.read().users).toMatchObject([{ user_id: 1, unique_id: 'user 1' }]);
  });

  it('assigns the id of a deleted user to the user who has it at auth', async () => {
    await arrive(1);
    auth.delete(1);
    await events.catchUp();
    auth.register(1, 'the second');
    await expectRepaired({ ids_reused: 1 });
    await arrive(1, 'the second');
  });

  it('repairs items and memberships without a counterpart', async () => {
    const [orphaned, ownerless, sound] = [await arrive(1), await arrive(1), await arrive(1)];
    await arrive(2);
    await share(1, ownerless, 2);
    await change((content) => {
      const { connections } = content;
      content.connections = connections.filter(({ to_do_id }) => to_do_id !== orphaned);
      connections.find(({ to_do_id }) => to_do_id === ownerless)!.role = 'member';
      const created_at = new Date().toISOString();
      const nowhere = { user_id: 2, to_do_id: 999, role: 'member' as const, created_at };
      content.connections.push(nowhere);
    });
    await expectRepaired({
      memberships_without_item: 1,
      items_without_member: 1,
      items_without_owner: 1,
    });
    expect(store.read().items.map(({ id }) => id)).not.toContain(orphaned);
    expect(store.read().items.map(({ id }) => id)).toContain(sound);
    expect(itemsOf(1)).toBe(2);
  });

  describe('a user who is unknown to auth, without a deletion', () => {
    const arriveMany = async (count: number) => {
      await change((content) => {
        for (let id = 1; id <= count; id++) {
          auth.register(id);
          const created_at = new Date().toISOString();
          content.users.push({ user_id: id, unique_id: `user ${id}`, deleted_at: null });
          content.items.push({ id, title: 'a', status: 'DONE' });
          content.connections.push({ user_id: id, to_do_id: id, role: 'owner', created_at });
        }
        content.next_id = count + 1;
      });
    };

    it('is only reported', async () => {
      await arriveMany(2);
      auth.users.delete(2);
      const report = await references.reconcile(REPAIR);
      expect(summary(report)).toEqual({ unknown: '1 needs a decision' });
      expect(report.needsDecision).toBe(true);
      expect(report.find('unknown')).toMatchObject({
        examples: [2],
        hint: expect.stringContaining('--delete-unknown') as string,
      });
      expect(itemsOf(2)).toBe(1);
    });

    it('is removed with --delete-unknown, if there are few', async () => {
      await arriveMany(100);
      auth.users.delete(50);
      const wanted = { ...REPAIR, deleteUnknown: true };
      const dry = summary(await references.reconcile({ ...wanted, dryRun: true }));
      expect(dry).toEqual({ unknown: '1 would be repaired' });
      expect(itemsOf(50)).toBe(1);
      expect(summary(await references.reconcile(wanted))).toEqual({ unknown: '1 repaired' });
      expect(itemsOf(50)).toBe(0);
      expect(store.read().items).toHaveLength(99);
      expect((await references.reconcile(DRY)).isClean).toBe(true);
    });

    it('is not removed, without --force, if there are more than 1 %', async () => {
      await arriveMany(100);
      auth.users.delete(50);
      auth.users.delete(51);
      const wanted = { ...REPAIR, deleteUnknown: true };
      const report = await references.reconcile(wanted);
      expect(summary(report)).toEqual({ unknown: '2 needs a decision' });
      expect(report.find('unknown')!.hint).toContain('--force');
      expect(store.read().items).toHaveLength(100);
      await references.reconcile({ ...wanted, force: true });
      expect(store.read().items).toHaveLength(98);
    });

    it('loses nothing to an empty auth', async () => {
      await arriveMany(3_000);
      auth.users.clear();
      const report = await references.reconcile({ ...REPAIR, deleteUnknown: true });
      expect(summary(report)).toEqual({ unknown: '3000 needs a decision' });
      expect(store.read().items).toHaveLength(3_000);
      expect(report.find('unknown')!.examples).toHaveLength(5);
      expect(auth.largestQuestion).toBe(1_000);
    });

    it('frees the id for its user at auth, once removed', async () => {
      await arriveMany(100);
      auth.register(7, 'the second');
      expect(summary(await references.reconcile(REPAIR))).toEqual({
        unknown: '1 needs a decision',
      });
      await references.reconcile({ ...REPAIR, deleteUnknown: true });
      expect(itemsOf(7)).toBe(0);
      expect(store.read().users.find(({ user_id }) => user_id === 7)).toMatchObject({
        unique_id: 'the second',
        deleted_at: null,
      });
    });
  });

  describe('when auth was restored from an older backup', () => {
    beforeEach(async () => {
      for (const id of [1, 2, 3]) await arrive(id);
      auth.delete(1);
      await events.catchUp();
      auth.deletions = [];
      auth.register(1);
      auth.users.delete(3);
    });

    it('needs a decision, and changes nothing according to that auth', async () => {
      const before = structuredClone(store.read());
      const report = await references.reconcile({ ...REPAIR, deleteUnknown: true, force: true });
      expect(summary(report)).toEqual({
        cursor_unknown: '1 needs a decision',
        undeleted: '1 needs a decision',
        unknown: '1 needs a decision',
      });
      expect(report.find('cursor_unknown')!.hint).toContain('--auth-restored');
      expect(store.read()).toEqual(before);
    });

    it('shows the consequences of accepting it first', async () => {
      const before = structuredClone(store.read());
      const report = await references.reconcile({ ...DRY, acceptRestored: true });
      expect(summary(report)).toEqual({
        cursor_unknown: '1 would be repaired',
        undeleted: '1 would be repaired',
        unknown: '1 needs a decision',
      });
      expect(store.read()).toEqual(before);
    });

    it('then undeletes users who exist again, and applies the events from the first one on', async () => {
      await references.reconcile({ ...REPAIR, acceptRestored: true });
      auth.delete(2);
      expect(await events.catchUp()).toBe(1);
      await arrive(1);
      expect([1, 2, 3].map(itemsOf)).toEqual([1, 0, 1]);
      expect(summary(await references.reconcile(REPAIR))).toEqual({
        unknown: '1 needs a decision',
      });
    });
  });

  it('fails with the error of auth while it is unavailable', async () => {
    await arrive(1);
    auth.error = new ServiceError(authContract.errors.auth_unavailable);
    await expect(references.reconcile(REPAIR)).rejects.toMatchObject({ code: 'auth_unavailable' });
  });
});
