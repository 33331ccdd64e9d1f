import { join, resolve } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import type { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import type { FileLock } from '../../lock/index.js';
import { makeSocketFolder, removeLeftoverFolder, removeSocketFolder } from '../../sockets/index.js';
import { lockDirectory, openDirectory } from './data-directory.js';

/** The port is only part of the socket's name; no process listens on it. */
const SOCKET_PORT = 5432;
/** The socket's name, by the rule of PostgreSQL's clients. */
const SOCKET_NAME = `.s.PGSQL.${SOCKET_PORT}`;

/** The data directory of a context. The lock is beside it. */
export function embeddedDirectory(dataDir: string, context: string): string {
  return resolve(dataDir, context);
}

/**
 * PostgreSQL inside this process (PGlite), one data directory per context, with a Unix socket in a
 * folder that only this user may enter. PGlite has one connection and runs one statement at a time,
 * and opening a data directory twice destroys it. So the directory is locked, and its pool must
 * have exactly one connection. It survives a process kill, but not a power failure: it runs without
 * fsync.
 */
export class EmbeddedDatabase {
  /** The address for the PostgreSQL client: the folder of the socket, and the port in its name. */
  readonly address: { host: string; port: number };
  private closed?: Promise<void>;

  private constructor(
    private readonly lock: FileLock,
    private readonly db: PGlite,
    private readonly server: PGLiteSocketServer,
    socketFolder: string,
  ) {
    this.address = { host: socketFolder, port: SOCKET_PORT };
  }

  /**
   * Opens the database of a context below `dataDir`; the first start creates it.
   *
   * @throws StartError while another process has it open, or if the folder cannot be used.
   */
  static async open(dataDir: string, context: string): Promise<EmbeddedDatabase> {
    const directory = embeddedDirectory(dataDir, context);
    const lock = await lockDirectory(directory);
    try {
      await removeLeftoverFolder(await lock.readNote());
      const socketFolder = await makeSocketFolder(SOCKET_NAME);
      await lock.writeNote(socketFolder);
      const db = await openDirectory(directory);
      const { PGLiteSocketServer } = await import('@electric-sql/pglite-socket');
      const server = new PGLiteSocketServer({
        db,
        path: join(socketFolder, SOCKET_NAME),
        maxConnections: 2, // one in use, one that is being closed
      });
      await server.start();
      return new EmbeddedDatabase(lock, db, server, socketFolder);
    } catch (error) {
      await removeLeftoverFolder(await lock.readNote());
      await lock.release();
      throw error;
    }
  }

  /** Once, however often it is called: TypeORM also destroys a data source that failed to open. */
  close(): Promise<void> {
    return (this.closed ??= this.closeOnce());
  }

  private async closeOnce(): Promise<void> {
    await this.server.stop();
    await this.db.close();
    await removeSocketFolder(this.address.host);
    await this.lock.writeNote('');
    await this.lock.release();
  }
}
