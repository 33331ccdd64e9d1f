import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';

const PACKAGE = '@electric-sql/pglite';

/** The default of 128 MB is all used over time. Other pages are in the system's cache. */
const FOR_A_LAPTOP = ['-c', 'shared_buffers=8MB'];

/** Node has it; TypeScript has it, and the type of a module, for browsers only. */
declare const WebAssembly: { compile(bytes: Uint8Array): Promise<never> };

let program: Promise<never> | undefined;

/**
 * Opens a data directory with PGlite, which is loaded on demand: with PostgreSQL it would only take
 * time and memory. All databases of the process share one compiled program of 9 MB.
 */
export async function openPGlite(dataDir: string): Promise<PGlite> {
  const { PGlite } = await import('@electric-sql/pglite');
  return PGlite.create({
    dataDir,
    startParams: [...PGlite.defaultStartParams, ...FOR_A_LAPTOP],
    pgliteWasmModule: await (program ??= compileProgram()),
  });
}

async function compileProgram(): Promise<never> {
  const folder = dirname(createRequire(import.meta.url).resolve(PACKAGE));
  return WebAssembly.compile(await readFile(join(folder, 'pglite.wasm')));
}
