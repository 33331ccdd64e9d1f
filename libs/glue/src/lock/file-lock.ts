import { openSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { tryLock } from 'fs-native-extensions';

/**
 * Exclusive ownership of something on disk: an operating system lock on a file beside it. The
 * system releases it when the process ends, also after a crash. Keep a reference: Node closes a
 * garbage-collected file, which releases the lock.
 */
export class FileLock {
  private constructor(private readonly file: FileHandle) {}

  /** Takes the lock; `undefined` while another holder has it, also one in this process. */
  static async tryAcquire(path: string): Promise<FileLock | undefined> {
    const file = await open(path, 'a+', 0o600);
    if (tryLock(file.fd)) return new FileLock(file);
    await file.close();
    return undefined;
  }

  async readNote(): Promise<string> {
    const { buffer, bytesRead } = await this.file.read(Buffer.alloc(1024), 0, 1024, 0);
    return buffer.toString('utf8', 0, bytesRead);
  }

  /** Replaces the note. It survives the holder, so that the next one can clean up after a crash. */
  async writeNote(note: string): Promise<void> {
    await this.file.truncate(0);
    await this.file.write(note, 0);
  }

  /** Releases the lock. The file stays: if it were removed, two processes could hold the lock. */
  async release(): Promise<void> {
    await this.file.close();
  }
}

/**
 * Holds a shared lock on a file until this process ends. A process that needs an exclusive lock
 * must wait until then.
 */
export function holdFile(path: string): void {
  tryLock(openSync(path, 'r'), { shared: true });
}
