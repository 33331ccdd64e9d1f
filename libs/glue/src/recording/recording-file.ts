import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { reasonOf, StartError } from '../errors/index.js';
import { FileLock } from '../lock/index.js';
import { RECORDING_VERSION } from './recorded.js';

/** The variable that names the file. */
export const RECORD_CALLS = 'RECORD_CALLS';
const START = `{"recording":${RECORDING_VERSION},`;

/**
 * Opens a recording to append to it, and locks it.
 *
 * @throws StartError if the file cannot be written, is another file, or is written by another process
 */
export async function openRecordingFile(file: string) {
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
    `${RECORD_CALLS}: ${file} cannot be written: ${why}. Set it to a file of its own for each process, in ` +
      'a folder that exists and that this process may write to, or leave it unset.',
  );
}
