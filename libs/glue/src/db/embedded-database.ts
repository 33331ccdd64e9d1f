import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { StartError } from '../errors/index.js';
import { FileLock } from '../lock/index.js';

const SOCKET_FOLDER_PREFIX = 'seam-';
const PORT = 5432;
/** What PostgreSQL's clients make of the folder and the port. */
const SOCKET_NAME = `.s.PGSQL.${PORT}`;
/** The shortest limit of the systems we run on; Node cuts longer paths without a word. */
const MAX_SOCKET_PATH = 103;

/**
 * PostgreSQL inside this process (PGlite), one data directory per context,
 * reached through a Unix socket in a folder that only this user may enter.
 *
 * PGlite has one session and runs one thing at a time, and whoever opens a data
 * directory twice destroys it; so the directory is locked, and the pool towards
 * it must have exactly one connection. It survives the death of the process, not
 * a power cut: it runs without fsync.
 */
export class EmbeddedDatabase {
  /** What the PostgreSQL client connects to: the folder of the socket, and the port in its name. */
  readonly address: { host: string; port: number };

  private constructor(
    private readonly lock: FileLock,
    private readonly db: PGlite,
    private readonly server: PGLiteSocketServer,
    socketFolder: string,
  ) {
    this.address = { host: socketFolder, port: PORT };
  }

  /**
   * Opens the database of a context below `dataDir`, creating it at the first start.
   *
   * @throws StartError while another process has it open, or the folder cannot be used.
   */
  static async open(dataDir: string, context: string): Promise<EmbeddedDatabase> {
    const directory = resolve(dataDir, context);
    const lock = await lockDirectory(directory);
    try {
      await removeLeftoverSocket(lock);
      const socketFolder = await makeSocketFolder();
      await lock.writeNote(socketFolder);
      const db = await openDirectory(directory);
      const server = new PGLiteSocketServer({
        db,
        path: join(socketFolder, SOCKET_NAME),
        maxConnections: 2, // one in use, one that is just being closed
      });
      await server.start();
      return new EmbeddedDatabase(lock, db, server, socketFolder);
    } catch (error) {
      await removeLeftoverSocket(lock);
      await lock.release();
      throw error;
    }
  }

  /** Closes the database in order and gives its directory free. */
  async close(): Promise<void> {
    await this.server.stop();
    await this.db.close();
    await rm(this.address.host, { recursive: true, force: true });
    await this.lock.writeNote('');
    await this.lock.release();
  }
}

async function lockDirectory(directory: string): Promise<FileLock> {
  let lock: FileLock | undefined;
  try {
    await mkdir(dirname(directory), { recursive: true, mode: 0o700 });
    lock = await FileLock.tryAcquire(`${directory}.lock`);
  } catch (error) {
    throw new StartError(
      `DATA_DIR: ${dirname(directory)} cannot be used: ${(error as Error).message}. ` +
        'Make the folder writable, or set DATA_DIR to another one.',
    );
  }
  if (lock) return lock;
  throw new StartError(
    `DATA_DIR: the embedded database in ${directory} is open in another process, and only one ` +
      'may have it. Stop the other process, set DATA_DIR to another folder, or give both a ' +
      'PostgreSQL URL.',
  );
}

/** A killed process leaves its socket's folder behind; its note says where. */
async function removeLeftoverSocket(lock: FileLock): Promise<void> {
  const folder = await lock.readNote();
  if (folder.startsWith(join(tmpdir(), SOCKET_FOLDER_PREFIX))) {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A folder that only this user may enter, in the system's temporary one: socket paths must be short. */
async function makeSocketFolder(): Promise<string> {
  const prefix = join(tmpdir(), SOCKET_FOLDER_PREFIX);
  if (Buffer.byteLength(join(`${prefix}XXXXXX`, SOCKET_NAME)) > MAX_SOCKET_PATH) {
    throw new StartError(
      `TMPDIR: ${tmpdir()} is too long for a socket below it. Set TMPDIR to a shorter path, ` +
        'such as /tmp.',
    );
  }
  try {
    return await mkdtemp(prefix);
  } catch (error) {
    throw new StartError(
      `TMPDIR: ${tmpdir()} cannot be used: ${(error as Error).message}. ` +
        'Make the folder writable, or set TMPDIR to another one.',
    );
  }
}

/**
 * A directory that was only half created (the process died at its first start)
 * cannot be told from a damaged one; so it is created beside its place and moved
 * there when whole.
 */
async function openDirectory(directory: string): Promise<PGlite> {
  if (!existsSync(directory)) {
    const draft = `${directory}.new`;
    await rm(draft, { recursive: true, force: true });
    await (await PGlite.create({ dataDir: draft })).close();
    await rename(draft, directory);
  }
  try {
    // PGlite makes its files readable for everybody; so nobody else may enter the directory.
    await chmod(directory, 0o700);
    return await PGlite.create({ dataDir: directory });
  } catch (cause) {
    throw new StartError(
      `DATA_DIR: the embedded database in ${directory} cannot be opened: ` +
        `${(cause as Error).message ?? String(cause)}. It may be damaged or written by another ` +
        'version: restore it from a backup, or set DATA_DIR to another folder.',
      { cause },
    );
  }
}
