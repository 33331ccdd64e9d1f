import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { waitFor } from '../support/wait-for.js';
import { type Folder, openFolder } from '../topologies/folder.js';

const COMMAND = /^ *node -e "\n([\s\S]*?\}\))"$/m;
const LINE = /^(\w+)="host=(\S+) user=(\w+) dbname=(\w+)"$/gm;

/** The command of docs/topologies.md that opens embedded databases for psql. */
async function documentedCommand(): Promise<string> {
  const [, body] = COMMAND.exec(await readFile('docs/topologies.md', 'utf8'))!;
  return body!.replaceAll('\\"', '"');
}

describe('the documented command that opens embedded databases', () => {
  let folder: Folder;
  let command: ChildProcess | undefined;
  beforeEach(async () => {
    folder = await openFolder('empty');
  });
  afterEach(async () => {
    if (command?.kill()) await once(command, 'exit');
    await folder.remove();
  });

  it('prints an address for each, at which a client of PostgreSQL reads', async () => {
    const env = { ...process.env, DATA_DIR: folder.dataDir };
    command = spawn(process.execPath, ['-e', await documentedCommand()], { env });
    let output = '';
    for (const stream of [command.stdout!, command.stderr!]) {
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    }
    await waitFor(
      () => [...output.matchAll(LINE)].length === 3,
      60_000,
      () => output,
    );
    for (const [, context, host, user, database] of output.matchAll(LINE)) {
      expect(['auth', 'todo', 'mail']).toContain(context);
      const client = new pg.Client({ host, user, database });
      await client.connect();
      expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
      await client.end();
    }
  });
});
