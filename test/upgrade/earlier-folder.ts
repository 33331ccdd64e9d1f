import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Rows } from './earlier-version.js';

const PROGRAM = fileURLToPath(new URL('folder-of-0.1.mjs', import.meta.url));
const run = promisify(execFile);

/** Replaces a data folder with the one that version 0.1 has made. */
export async function unpackFolder(dataDir: string): Promise<void> {
  await rm(dataDir, { recursive: true, force: true });
  await runProgram('unpack', dataDir);
}

/** The rows of version 0.1: in the schemas of the contexts, or in `schema`. */
export async function rowsOfFolder(dataDir: string, schema?: 'public'): Promise<Rows> {
  return JSON.parse(await runProgram('read', dataDir, ...(schema ? [schema] : []))) as Rows;
}

async function runProgram(...args: string[]): Promise<string> {
  const { stdout } = await run(process.execPath, [PROGRAM, ...args], { maxBuffer: 10_000_000 });
  return stdout;
}
