import { version } from '../build/index.js';
import { reasonOf } from '../errors/index.js';
import type { Logger } from '../log/index.js';
import { CallRecorder } from './call-recorder.js';
import { type Ended, LineFile } from './line-file.js';
import { type RecordedProcess, RECORDING_VERSION } from './recorded.js';
import { openRecordingFile, RECORD_CALLS } from './recording-file.js';

const MIB = 1024 * 1024;
/** Some million requests. A recording is read as a whole. */
const LIMITS = { max: 256 * MIB, maxWaiting: 8 * MIB };

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
  const { handle, lock, size } = await openRecordingFile(file);
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
  logger.warn(`${RECORD_CALLS}: the calls of this process are recorded in ${file}`);
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

function stopped(why: Ended, file: string): string {
  const reason = typeof why === 'string' ? SHORT[why] : reasonOf(why);
  return (
    `${RECORD_CALLS}: the recording has stopped: ${reason}. Requests are served as ` +
    `before, and ${file} has whole lines up to here. To record again, restart with another file.`
  );
}

const SHORT = {
  full: `the file has ${LIMITS.max / MIB} MiB, the most that a recording may have`,
  slow: `the disk is too slow: ${LIMITS.maxWaiting / MIB} MiB wait to be written`,
};
