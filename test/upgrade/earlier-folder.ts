import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Rows } from './earlier-version.js';

const PROGRAM = fileURLToPath(new URL('folder-of-0.1.mjs', import.meta.url));
const run = promisify(execFile);

/** Makes of a folder with empty embedded databases one that version 0.1 has written. */
export function makeFolder(dataDir: string): Promise<Rows> {
  return runProgram('make', dataDir);
}

/** The rows that version 0.1 had, as they are in a folder that was moved. */
export function rowsOfFolder(dataDir: string): Promise<Rows> {
  return runProgram('read', dataDir);
}

async function runProgram(what: 'make' | 'read', dataDir: string): Promise<Rows> {
  const { stdout } = await run(process.execPath, [PROGRAM, what, dataDir], {
    maxBuffer: 10_000_000,
  });
  return JSON.parse(stdout) as Rows;
}
