import { AsyncResource } from 'node:async_hooks';
import type { FileHandle } from 'node:fs/promises';

const FLUSH_MS = 100;
const NEWLINE = '\n';

/** What a file of lines writes to. */
export type Target = Pick<FileHandle, 'write' | 'truncate' | 'close'>;

/** The limits of a file, in bytes. */
export interface FileLimits {
  /** The size at which it ends. */
  max: number;
  /** What may wait for a slow disk. */
  maxWaiting: number;
}

/** Why a file ended before it was closed. */
export type Ended = 'full' | 'slow' | Error;

/**
 * Appends lines to a file without delaying those who add them. A line is in the file as a whole or
 * not at all, as far as the file can be shortened. The first failure is the end.
 */
export class LineFile {
  private readonly onEnd: (why: Ended) => void;
  private waiting: string[] = [];
  private waitingBytes = 0;
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();
  private hasEnded = false;
  private hasFailed = false;
  private isClosing = false;

  /**
   * @param size the bytes that the file has
   * @param onEnd is called once, if the file ends before it is closed
   */
  constructor(
    private readonly target: Target,
    private size: number,
    private readonly limits: FileLimits,
    onEnd: (why: Ended) => void,
  ) {
    // Outside of the request whose line happens to be the last one.
    this.onEnd = AsyncResource.bind(onEnd);
  }

  add(line: string): void {
    if (this.hasEnded || this.isClosing) return;
    const bytes = Buffer.byteLength(line) + NEWLINE.length;
    if (this.size + this.waitingBytes + bytes > this.limits.max) return this.end('full');
    if (this.waitingBytes + bytes > this.limits.maxWaiting) return this.end('slow');
    this.waiting.push(line);
    this.waitingBytes += bytes;
    this.timer ??= setTimeout(() => this.flush(), FLUSH_MS).unref();
  }

  /** Writes what waits, and closes the file. */
  async close(): Promise<void> {
    this.isClosing = true;
    this.flush();
    await this.writing;
    await this.target.close();
  }

  private flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.waiting.length === 0) return;
    const lines = Buffer.from(this.waiting.map((line) => line + NEWLINE).join(''));
    this.waiting = [];
    this.writing = this.writing.then(() => this.write(lines)).catch((why: Error) => this.end(why));
  }

  private async write(lines: Buffer): Promise<void> {
    if (this.hasFailed) return;
    let written = 0;
    try {
      while (written < lines.length) {
        written += (await this.target.write(lines, written, lines.length - written)).bytesWritten;
      }
    } catch (error) {
      const whole = lines.subarray(0, written).lastIndexOf(NEWLINE) + NEWLINE.length;
      this.hasFailed = true;
      this.size += whole;
      // What follows the last whole line is dropped. If not even that works, readers pass over it.
      await this.target.truncate(this.size).catch(() => undefined);
      throw error;
    } finally {
      this.waitingBytes -= lines.length;
    }
    this.size += lines.length;
  }

  private end(why: Ended): void {
    if (this.hasEnded) return;
    // What waits is still whole: it is written if the file is full, and lost if the disk is.
    if (why === 'full' || why === 'slow') this.flush();
    this.hasEnded = true;
    this.onEnd(why);
  }
}
