import { type KnownReference, type Reference, ReferenceStore } from '#glue/references';
import type { ItemsFile } from './items-file.schema.js';
import type { ItemsFileStore } from './items-file.store.js';
import { deleteUserData, insertUserRefs } from './items-file.users.js';

const userOf = ({ id: userId, uniqueId }: Reference) => ({ userId, uniqueId });

/** Users in one JSON file, which is in memory. */
export class JsonFileUserReferences extends ReferenceStore {
  constructor(private readonly file: ItemsFileStore) {
    super();
  }

  /** @throws Error always: each change of the file checks its user */
  override async guard(): Promise<never> {
    throw new Error('a JSON file checks users with each change');
  }

  /** Does not change another user with this id: the event is not theirs. */
  override delete(reference: Reference): Promise<boolean> {
    return this.file.change((content) => {
      insertUserRefs(content, userOf(reference));
      const known = content.users.find(({ user_id }) => user_id === reference.id);
      if (known?.unique_id !== reference.uniqueId) return false;
      deleteUserData(content, reference.id);
      return true;
    });
  }

  override async highestId(): Promise<number | undefined> {
    const ids = this.file.read().users.map(({ user_id }) => user_id);
    return ids.length > 0 ? ids.reduce((highest, id) => Math.max(highest, id)) : undefined;
  }

  override async after(after: number, limit: number): Promise<KnownReference[]> {
    const { users, connections } = this.file.read();
    const known = new Map(users.map((user) => [user.user_id, user]));
    const connected = new Set(connections.map(({ user_id }) => user_id));
    return [...new Set([...known.keys(), ...connected])]
      .filter((id) => id > after)
      .sort((a, b) => a - b)
      .slice(0, limit)
      .map((id) => ({
        id,
        uniqueId: known.get(id)?.unique_id ?? null,
        isDeleted: !!known.get(id)?.deleted_at,
        hasRows: connected.has(id),
      }));
  }

  override async insert(references: readonly Reference[]): Promise<void> {
    await this.change((content) =>
      references.forEach((each) => insertUserRefs(content, userOf(each))),
    );
  }

  override async deleteId(id: number): Promise<void> {
    await this.change((content) => deleteUserData(content, id));
  }

  override async reassign({ id, uniqueId }: Reference): Promise<void> {
    await this.change(({ users, connections }) => {
      const known = users.find(({ user_id, deleted_at }) => user_id === id && deleted_at);
      if (!known || connections.some(({ user_id }) => user_id === id)) return;
      Object.assign(known, { unique_id: uniqueId, deleted_at: null });
    });
  }

  override async undelete({ id, uniqueId }: Reference): Promise<void> {
    await this.change(({ users }) => {
      const known = users.find((user) => user.user_id === id && user.unique_id === uniqueId);
      if (known) known.deleted_at = null;
    });
  }

  private async change(apply: (content: ItemsFile) => void): Promise<void> {
    await this.file.change((content) => {
      apply(content);
      return true;
    });
  }
}
