import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { version } from '../build/index.js';
import { reasonOf, StartError } from '../errors/index.js';
import { FileLock } from '../lock/index.js';
import type { Logger } from '../log/index.js';
import { CallRecorder } from './call-recorder.js';
import { type Ended, LineFile } from './line-file.js';
import { type RecordedProcess, RECORDING_VERSION } from './recorded.js';

const VARIABLE = 'RECORD_CALLS';
const MIB = 1024 * 1024;
/** Some million requests. A recording is read as a whole. */
const LIMITS = { max: 256 * MIB, maxWaiting: 8 * MIB };
const START = `{"recording":${RECORDING_VERSION},`;

/** What a process records, and where. */
export interface RecordingOptions {
  file: string;
  service: string;
  contexts: RecordedProcess['contexts'];
  logger: Pick<Logger, 'warn' | 'error'>;
}

/**
 * Begins to record the calls of this process at the end of a file.
 *
 * @returns the options of `recordRequests`
 * @throws StartError if the file cannot be written, is another file, or is written by another process
 */
export async function openRecording({ file, service, contexts, logger }: RecordingOptions) {
  const { handle, lock, size } = await openFile(file);
  const lines = new LineFile(handle, size, LIMITS, (why) => {
    recorder.stop();
    logger.error(stopped(why, file));
  });
  const recorder = new CallRecorder((line) => lines.add(line));
  const about: RecordedProcess = {
    recording: RECORDING_VERSION,
    service,
    version: version(),
    node: process.version,
    startedAt: new Date().toISOString(),
    contexts,
  };
  lines.add(JSON.stringify(about));
  logger.warn(`${VARIABLE}: the calls of this process are recorded in ${file}`);
  const close = async () => {
    recorder.stop();
    await lines.close();
    await lock.release();
  };
  const paths = Object.values(contexts).flat();
  return { recorder, isOfContext: (route: string) => paths.some(isBelow(route)), close };
}

function isBelow(route: string) {
  return (path: string) =>
    route === path || route.startsWith(path.endsWith('/') ? path : `${path}/`);
}

async function openFile(file: string) {
  const because = (error: unknown) => refuse(file, reasonOf(error));
  const lock = await FileLock.tryAcquire(file).catch(because);
  if (!lock) return refuse(file, 'another process records to it');
  const flags = constants.O_RDWR | constants.O_APPEND;
  const handle = await open(file, flags).catch(because);
  const { size } = await handle.stat();
  if (size === 0 || (await isRecording(handle))) {
    return { handle, lock, size: size + (await endLastLine(handle, size)) };
  }
  await Promise.all([handle.close(), lock.release()]);
  return refuse(file, 'it has other content, and would be damaged');
}

async function isRecording(handle: FileHandle): Promise<boolean> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(START.length), 0, START.length, 0);
  return buffer.toString('utf8', 0, bytesRead) === START;
}

/** A process that was killed may have left half a line. */
async function endLastLine(handle: FileHandle, size: number): Promise<number> {
  if (size === 0) return 0;
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer.toString() === '\n' ? 0 : (await handle.write('\n')).bytesWritten;
}

function refuse(file: string, why: string): never {
  throw new StartError(
    `${VARIABLE}: ${file} cannot be written: ${why}. Set it to a file of its own for each process, in ` +
      'a folder that exists and that this process may write to, or leave it unset.',
  );
}

function stopped(why: Ended, file: string): string {
  const reason = typeof why === 'string' ? SHORT[why] : reasonOf(why);
  return (
    `${VARIABLE}: the recording has stopped: ${reason}. Requests are served as ` +
    `before, and ${file} has whole lines up to here. To record again, restart with another file.`
  );
}

const SHORT = {
  full: `the file has ${LIMITS.max / MIB} MiB, the most that a recording may have`,
  slow: `the disk is too slow: ${LIMITS.maxWaiting / MIB} MiB wait to be written`,
};
