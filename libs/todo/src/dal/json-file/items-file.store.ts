import { open } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { OnApplicationShutdown } from '@nestjs/common';
import writeFileAtomic from 'write-file-atomic';
import { ServiceError } from '#glue/errors';
import { FileLock, makeFolder } from '#glue/lock';
import { todoErrors } from '../../todo.errors.js';
import { inUse, unusable } from './items-file.start-errors.js';
import { readTaskFile } from './items-file.reader.js';
import { EMPTY_TASK_FILE, type ItemsFile } from './items-file.schema.js';

/**
 * A file that only this process may write, also held in memory. Changes happen one after the other;
 * each is either on the disk or did not happen.
 */
export class ItemsFileStore implements OnApplicationShutdown {
  private queue: Promise<unknown> = Promise.resolve();

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
   * a task file; its content is not changed.
   */
  static async open(path: string, lenient = false): Promise<ItemsFileStore> {
    const absolute = resolve(path);
    const lock = await takeLock(absolute);
    try {
      const content = await readTaskFile(absolute, lenient);
      const store = new ItemsFileStore(absolute, lock, content ?? EMPTY_TASK_FILE);
      if (!content) await store.create();
      return store;
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  /** The current content. Do not change it: {@link change} passes a copy to change. */
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
      await this.write(next).catch((cause: unknown) => {
        throw new ServiceError(todoErrors.store_unavailable, { cause });
      });
      this.content = next;
      return result;
    });
    this.queue = turn.catch(() => undefined);
    return turn;
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

  private async create(): Promise<void> {
    try {
      await this.write(this.content);
    } catch (error) {
      throw unusable(this.path, error);
    }
  }

  /** Writes a temporary file, syncs it, renames it over the file, and syncs the folder. */
  private async write(content: ItemsFile): Promise<void> {
    await writeFileAtomic(this.path, `${JSON.stringify(content)}\n`, { mode: 0o600, fsync: true });
    const folder = await open(dirname(this.path));
    await folder.sync().finally(() => folder.close());
  }
}

async function takeLock(path: string): Promise<FileLock> {
  let lock: FileLock | undefined;
  try {
    await makeFolder(dirname(path));
    lock = await FileLock.tryAcquire(`${path}.lock`);
  } catch (error) {
    throw unusable(path, error);
  }
  if (lock) return lock;
  throw inUse(path);
}
