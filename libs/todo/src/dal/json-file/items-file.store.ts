import { randomUUID } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import type { OnApplicationShutdown } from '@nestjs/common';
import { ServiceError } from '#glue/errors';
import { ChangeSignal } from '#glue/events';
import { FileLock, makeFolder } from '#glue/lock';
import type { UserRefusal } from '../../core/refusal.js';
import type { UserRef } from '../../core/user-ref.js';
import { todoErrors } from '../../todo.errors.js';
import { inUse, unusable } from './items-file.start-errors.js';
import { readItemsFile } from './items-file.reader.js';
import { EMPTY_ITEMS_FILE, type ItemsFile } from './items-file.schema.js';
import { refusalOf } from './items-file.users.js';
import { writeItemsFile } from './items-file.writer.js';

/**
 * A file that only this process may write, also held in memory. Changes happen one after the other;
 * each is either on the disk or did not happen.
 */
export class ItemsFileStore implements OnApplicationShutdown {
  private queue: Promise<unknown> = Promise.resolve();
  /** Tells of each change. */
  readonly changed = new ChangeSignal();
  /** The file may be another one at the next start. */
  private readonly epoch = randomUUID();
  private version = 0;

  private constructor(
    private readonly path: string,
    private readonly lock: FileLock,
    private content: ItemsFile,
  ) {}

  /**
   * Locks the file for this process and reads it, or creates it.
   *
   * @param lenient whether to accept content that `reconcile` can repair
   * @throws StartError if another process has it, if it cannot be read or written, or if it is not
   * an items file; its content is not changed.
   */
  static async open(path: string, lenient = false): Promise<ItemsFileStore> {
    const absolute = resolve(path);
    const lock = await takeLock(absolute);
    try {
      const content = await readItemsFile(absolute, lenient);
      const store = new ItemsFileStore(absolute, lock, content ?? EMPTY_ITEMS_FILE);
      if (!content) await writeItemsFile(absolute, EMPTY_ITEMS_FILE).catch(unusable(absolute));
      return store;
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  /** Names the current list of a user. */
  tagOf(userId: number): string {
    return `${this.epoch}-${userId.toString(16)}-${this.version}`;
  }

  /** The current content. Do not change it: {@link change} does. */
  read(): Readonly<ItemsFile> {
    return this.content;
  }

  /**
   * Applies a change to a copy, writes it to the disk, and only then replaces the content. A change
   * that returns neither `true` nor `'done'` is not written.
   *
   * @throws ServiceError `store_unavailable` if it cannot be written; nothing has changed then.
   */
  change<T extends boolean | string>(apply: (content: ItemsFile) => T): Promise<T> {
    const turn = this.queue.then(async () => {
      const next = structuredClone(this.content);
      const result = apply(next);
      if (result !== true && result !== 'done') return result;
      await writeItemsFile(this.path, next).catch((cause: unknown) => {
        throw new ServiceError(todoErrors.store_unavailable, { cause });
      });
      this.content = next;
      this.version++;
      this.changed.emit();
      return result;
    });
    this.queue = turn.catch(() => undefined);
    return turn;
  }

  /** A {@link change} by a user, unless the user is refused. */
  changeBy<T extends boolean | string>(
    user: UserRef,
    apply: (content: ItemsFile) => T,
  ): Promise<T | UserRefusal> {
    return this.change<T | UserRefusal>((content) => refusalOf(content, user) ?? apply(content));
  }

  /** Waits for running changes and releases the file. */
  async close(): Promise<void> {
    await this.queue;
    await this.lock.release();
  }

  /** After the last request. */
  onApplicationShutdown(): Promise<void> {
    return this.close();
  }
}

async function takeLock(path: string): Promise<FileLock> {
  await makeFolder(dirname(path)).catch(unusable(path));
  const lock = await FileLock.tryAcquire(`${path}.lock`).catch(unusable(path));
  if (!lock) throw inUse(path);
  return lock;
}
