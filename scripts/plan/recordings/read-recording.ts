import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { reasonOf, StartError } from '#glue/errors';
import type { RecordedOutside, RecordedRequest } from '#glue/recording';
import { isOfOtherVersion, lineOf } from './line-schemas.js';
import type { Recording } from './recording.js';

/**
 * Reads recordings of the same contexts.
 *
 * @param since leaves out what ended before
 * @throws StartError if a file cannot be read, or is no recording of this version
 */
export async function readRecordings(
  files: readonly string[],
  since = -Infinity,
): Promise<Recording> {
  const reader = new Reader(since);
  for (const file of files) {
    await reader.read(file).catch((error: unknown) => {
      if (error instanceof StartError) throw error;
      throw new StartError(`${file} cannot be read: ${reasonOf(error)}`);
    });
  }
  return reader.recording();
}

class Reader {
  private readonly contexts: Record<string, readonly string[]> = {};
  private readonly requests: RecordedRequest[] = [];
  private readonly outside: RecordedOutside['outside'][] = [];
  private readonly passedOver: string[] = [];
  private first = Infinity;
  private last = -Infinity;

  constructor(private readonly since: number) {}

  async read(file: string): Promise<void> {
    let number = 0;
    let startedAt: number | undefined;
    for await (const text of createInterface({ input: createReadStream(file) })) {
      const line = lineOf(text);
      if (++number === 1 && (!line || !('recording' in line))) {
        throw new StartError(`${file} is no recording: it does not begin like one of RECORD_CALLS`);
      }
      if (!line) this.passedOver.push(`${file}:${number}`);
      else if (isOfOtherVersion(line)) {
        throw new StartError(`${file}:${number} is of another version: record it again`);
      } else if ('recording' in line) {
        startedAt = Date.parse(line.startedAt);
        Object.assign(this.contexts, line.contexts);
      } else this.add(line, startedAt! + line.at);
    }
    if (number === 0) throw new StartError(`${file} is empty: no process has recorded to it`);
  }

  recording(): Recording {
    const { contexts, requests, outside, passedOver, first, last } = this;
    const seconds = Math.max(0, (last - first) / 1_000);
    return { contexts, requests, outside, seconds, passedOver };
  }

  private add(line: RecordedRequest | RecordedOutside, at: number): void {
    if (at < this.since) return;
    this.first = Math.min(this.first, at);
    this.last = Math.max(this.last, at);
    if ('outside' in line) this.outside.push(line.outside);
    else this.requests.push(line);
  }
}
