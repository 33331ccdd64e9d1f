import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Context, type Rows, rowsIn, TABLES } from './earlier-version.js';

const PROGRAM = fileURLToPath(new URL('folder-of-0.1.mjs', import.meta.url));
const run = promisify(execFile);

/** Replaces a data folder with the one that version 0.1 has made. */
export async function unpackFolder(dataDir: string): Promise<void> {
  await rm(dataDir, { recursive: true, force: true });
  await runProgram('unpack', dataDir);
}

/**
 * The rows of version 0.1: in the schemas of the contexts, or in `schema`. Without sessions: those of
 * the packed folder have expired, and housekeeping deletes them.
 */
export async function rowsOfFolder(dataDir: string, schema?: 'public'): Promise<Rows> {
  const statements = Object.entries(TABLES).map(([context, tables]) => [
    context,
    statementsOf(schema ?? (context as Context), tables),
  ]);
  const given = JSON.stringify(Object.fromEntries(statements));
  return JSON.parse(await runProgram('read', dataDir, given)) as Rows;
}

function statementsOf(schema: string, tables: Record<string, string>) {
  const read = Object.entries(tables).filter(([table]) => table !== 'sessions');
  return Object.fromEntries(
    read.map(([table, columns]) => [table, rowsIn(schema, table, columns)]),
  );
}

async function runProgram(...args: string[]): Promise<string> {
  const { stdout } = await run(process.execPath, [PROGRAM, ...args], { maxBuffer: 10_000_000 });
  return stdout;
}
