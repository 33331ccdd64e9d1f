import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readFile, rename, stat, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { migrate } from '../support/migrate.js';
import { Person } from '../support/person.js';
import { EXIT, reconcile } from '../support/reconcile.js';
import { reconcileAtTerminal } from '../support/at-terminal.js';
import type { RunningSystem, Topology } from '../support/topology.js';
import { waitFor } from '../support/wait-for.js';
import { monolith } from '../topologies/monolith.js';
import { split, type SplitSystem } from '../topologies/split.js';
import { embedded } from '../topologies/storage.js';

const run = promisify(execFile);
const QUESTION = 'Accept the current state of auth? Type yes: ';
const FOUND = /users with items whose public id is not stored +\d {2}/;
/** Opens a database that is not in use: PGlite does not work inside jest. */
const FORGET_USERS = `
  const { PGlite } = await import('@electric-sql/pglite');
  const db = await PGlite.create({ dataDir: process.argv[1] });
  await db.exec('DELETE FROM todo.user_refs');
  await db.close();
`;

const TOPOLOGIES: [name: string, Topology, socket: string][] = [
  ['monolith', monolith('embedded'), '.data/todo.tools/socket'],
  ['JSON file', monolith('JSON file', embedded, 'json-file'), 'tasks.json.tools/socket'],
  ['split', split('embedded'), '.data/todo.tools/socket'],
];

describe.each(TOPOLOGIES)(
  'npm run reconcile beside a process that has the data open: %s',
  (name, topology, socket) => {
    let system: RunningSystem;
    beforeAll(async () => {
      system = await topology.start();
    }, 60_000);
    afterAll(() => system.dispose(), 60_000);

    const stopTodo = () =>
      'stopTodo' in system ? (system as SplitSystem).stopTodo() : system.stop();
    const killTodo = () =>
      'killTodo' in system ? (system as SplitSystem).killTodo() : system.crash();
    const startTodo = () =>
      'restartTodo' in system ? (system as SplitSystem).restartTodo() : system.crash();

    /** Removes what todo knows of its users, one of whom has an item: something to repair. */
    async function forgetUsers(): Promise<void> {
      await (await Person.arrive(system)).createItem('of a forgotten user');
      await stopTodo();
      const file = join(system.folder, 'tasks.json');
      if (existsSync(file)) {
        const content = JSON.parse(await readFile(file, 'utf8')) as object;
        await writeFile(file, JSON.stringify({ ...content, users: [] }));
      } else {
        const dataDir = join(system.folder, '.data/todo');
        await run(process.execPath, ['--input-type=module', '-e', FORGET_USERS, dataDir]);
      }
      await startTodo();
    }

    it('finds, exits and repairs as it does without that process', async () => {
      await forgetUsers();
      const beside = await reconcile(system, '--dry-run');
      expect(beside).toMatchObject({ code: EXIT.repaired, output: expect.stringMatching(FOUND) });
      expect(await reconcile(system, '--dry-run')).toEqual(beside);
      expect(await reconcile(system, '--auth-restored')).toMatchObject({
        code: EXIT.needsDecision,
        output: expect.stringContaining('Nothing was changed. Add --yes'),
      });
      await stopTodo();
      expect(existsSync(join(system.folder, socket))).toBe(false);
      expect(await reconcile(system, '--dry-run')).toEqual(beside);
      await startTodo();
      const { code, output } = await reconcile(system);
      expect({ code, output }).toEqual({ code: EXIT.repaired, output });
      expect(output).toMatch(FOUND);
      expect((await reconcile(system, '--dry-run')).code).toBe(EXIT.clean);
      expect(system.log()).toContain('reconcile: exit code 3');
    }, 90_000);

    it('says that the process was killed, and works with the next one', async () => {
      const terminal = reconcileAtTerminal(system, '--auth-restored');
      await terminal.shows(QUESTION);
      await killTodo();
      const { code, output } = await terminal.end();
      expect({ code, output }).toEqual({ code: EXIT.failed, output });
      expect(output).toMatch(/reconcile: process \d+ that has .+ open has ended before this was/);
      if ('killTodo' in system) {
        expect(existsSync(join(system.folder, socket))).toBe(true);
        expect((await reconcile(system, '--dry-run')).code).toBe(EXIT.clean);
        await startTodo();
      }
      expect((await reconcile(system, '--dry-run')).code).toBe(EXIT.clean);
    }, 60_000);

    // The rest is of the terminal and the socket, which are the same in all topologies. So it runs once.
    if (name !== 'monolith') return;

    it('asks in its own terminal, while that process serves requests', async () => {
      const person = await Person.arrive(system);
      const terminal = reconcileAtTerminal(system, '--auth-restored');
      await terminal.shows(QUESTION);
      expect((await person.create('meanwhile')).status).toBe(201);
      terminal.type('yes\n');
      const { code, output } = await terminal.end();
      expect([EXIT.clean, EXIT.repaired]).toContain(code);
      expect(output.split('Checked ')).toHaveLength(3);
    }, 60_000);

    it('ends with Ctrl-C, also there', async () => {
      const terminal = reconcileAtTerminal(system, '--auth-restored');
      await terminal.shows(QUESTION);
      terminal.type('\x03');
      expect((await terminal.end()).code).toBe(130);
      const isLogged = () => system.log().includes('reconcile: interrupted');
      await waitFor(isLogged, 10_000, () => 'the interruption in the log');
    }, 60_000);

    it('says that the process stops', async () => {
      const terminal = reconcileAtTerminal(system, '--auth-restored');
      await terminal.shows(QUESTION);
      const stopped = stopTodo();
      const { code, output } = await terminal.end();
      expect({ code, output }).toEqual({ code: EXIT.failed, output });
      expect(output).toContain('The process that runs this is stopping. Run it again.');
      expect([await stopped].flat()).toContain(0);
      await startTodo();
    }, 60_000);

    it('takes another answer as no', async () => {
      const terminal = reconcileAtTerminal(system, '--auth-restored');
      await terminal.shows(QUESTION);
      terminal.type('y\n');
      const { code, output } = await terminal.end();
      expect(code).toBe(EXIT.needsDecision);
      expect(output.split('Checked ')).toHaveLength(2);
    }, 60_000);

    it('needs the user of the process', async () => {
      const path = join(system.folder, socket);
      expect((await stat(path)).mode & 0o777).toBe(0o600);
      expect((await stat(dirname(path))).mode & 0o777).toBe(0o700);
    });

    it('is refused by the lock while that process does not serve it', async () => {
      const path = join(system.folder, socket);
      await rename(path, `${path}-hidden`);
      const { code, output } = await reconcile(system, '--dry-run');
      await rename(`${path}-hidden`, path);
      expect(code).toBe(EXIT.failed);
      expect(output).toMatch(/is open in another process/);
      expect(output).not.toMatch(/\bat .+\(/);
    }, 60_000);

    it('is not like migrations, which are refused', async () => {
      const { code, errors } = await migrate(system.folder, system.env, 'run');
      expect(code).toBe(1);
      expect(errors).toMatch(/^DATA_DIR: the embedded database in .+ is open in another process/);
      expect(errors).not.toMatch(/\bat .+\(/);
    }, 60_000);
  },
);
