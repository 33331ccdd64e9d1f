import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { ServiceError, StartError } from '#glue/errors';
import { FileLock } from '#glue/lock';
import { EMPTY_TASK_FILE, originalTaskFile, taskFile, type TaskFile } from './task-file.schema.js';

const VARIABLE = 'JSON_STORE_PATH';

/**
 * One file that this process alone may write, held in memory as well. Changes
 * happen one after the other; each is on the disk, or did not happen.
 */
export class TaskFileStore {
  private queue: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly path: string,
    private readonly lock: FileLock,
    private content: TaskFile,
  ) {}

  /**
   * Takes the file for this process and reads it, or creates it.
   *
   * @throws StartError while another process has it, when it cannot be read or
   * written, and when it holds anything else than a task file, which is left as it is.
   */
  static async open(path: string): Promise<TaskFileStore> {
    const absolute = resolve(path);
    const lock = await takeLock(absolute);
    try {
      const content = await read(absolute);
      const store = new TaskFileStore(absolute, lock, content ?? EMPTY_TASK_FILE);
      if (!content) await store.create();
      return store;
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  /** What the file holds now. Do not change it: {@link change} makes a copy to change. */
  read(): Readonly<TaskFile> {
    return this.content;
  }

  /**
   * Applies a change to a copy, writes it to the disk, and only then makes it the
   * content. A change that returns `false` had nothing to change and is not written.
   *
   * @throws ServiceError `store_unavailable` if it cannot be written; nothing has changed then.
   */
  change(apply: (content: TaskFile) => boolean): Promise<boolean> {
    const turn = this.queue.then(async () => {
      const next = structuredClone(this.content);
      if (!apply(next)) return false;
      await this.write(next).catch((cause: unknown) => {
        throw new ServiceError('store_unavailable', { cause });
      });
      this.content = next;
      return true;
    });
    this.queue = turn.catch(() => undefined);
    return turn;
  }

  /** Waits for changes under way and gives the file free. */
  async close(): Promise<void> {
    await this.queue;
    await this.lock.release();
  }

  private async create(): Promise<void> {
    try {
      await this.write(this.content);
    } catch (error) {
      throw unusable(this.path, error);
    }
  }

  /** A temporary file beside it, synced, renamed over it; then the rename itself is synced. */
  private async write(content: TaskFile): Promise<void> {
    await writeFileAtomic(this.path, `${JSON.stringify(content)}\n`, { mode: 0o600, fsync: true });
    const folder = await open(dirname(this.path));
    await folder.sync().finally(() => folder.close());
  }
}

async function takeLock(path: string): Promise<FileLock> {
  let lock: FileLock | undefined;
  try {
    await mkdir(dirname(path), { recursive: true });
    lock = await FileLock.tryAcquire(`${path}.lock`);
  } catch (error) {
    throw unusable(path, error);
  }
  if (lock) return lock;
  throw new StartError(
    `${VARIABLE}: ${path} is open in another process, and only one may write it. ` +
      `Stop the other process, or set ${VARIABLE} to another file.`,
  );
}

async function read(path: string): Promise<TaskFile | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw unusable(path, error);
  }
  return parse(path, text);
}

function parse(path: string, text: string): TaskFile {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw damaged(path, 'it is not JSON');
  }
  const result = taskFile.safeParse(json);
  if (result.success) return result.data;
  if (originalTaskFile.safeParse(json).success) throw original(path);
  const [issue] = result.error.issues;
  throw damaged(path, `${issue!.path.join('.') || 'content'}: ${issue!.message}`);
}

function damaged(path: string, fault: string): StartError {
  return new StartError(
    `${VARIABLE}: ${path} is no task file of version 1 (${fault}). It was left as it is: ` +
      `restore it from a backup, or set ${VARIABLE} to another file.`,
  );
}

function original(path: string): StartError {
  return new StartError(
    `${VARIABLE}: ${path} is a map of "title:user_id" as the original system wrote it. It was ` +
      `left as it is: set ${VARIABLE} to a new file, and enter what is still to do through ` +
      'POST /api/v1/create (users and their ids are not the same as before).',
  );
}

function unusable(path: string, error: unknown): StartError {
  return new StartError(
    `${VARIABLE}: ${path} cannot be used: ${(error as Error).message}. ` +
      `Make it and its folder writable, or set ${VARIABLE} to another file.`,
  );
}
