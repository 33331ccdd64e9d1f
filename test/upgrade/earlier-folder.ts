import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Rows } from './earlier-version.js';

const PROGRAM = fileURLToPath(new URL('folder-of-0.1.mjs', import.meta.url));
const run = promisify(execFile);

/** Converts a folder with empty embedded databases to one of version 0.1. */
export function makeFolder(dataDir: string): Promise<Rows> {
  return runProgram('make', dataDir);
}

/** The rows of version 0.1, in a folder that was moved. */
export function rowsOfFolder(dataDir: string): Promise<Rows> {
  return runProgram('read', dataDir);
}

async function runProgram(what: 'make' | 'read', dataDir: string): Promise<Rows> {
  const { stdout } = await run(process.execPath, [PROGRAM, what, dataDir], {
    maxBuffer: 10_000_000,
  });
  return JSON.parse(stdout) as Rows;
}
