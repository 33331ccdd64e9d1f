import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Person } from '../support/person.js';
import { EXIT, reconcile } from '../support/reconcile.js';
import type { RunningSystem } from '../support/topology.js';
import { monolith } from '../topologies/monolith.js';
import { embedded } from '../topologies/storage.js';

/** The command itself, on storage that belongs to one process at a time. */
describe('npm run reconcile', () => {
  let system: RunningSystem;
  beforeAll(async () => {
    system = await monolith('items in a JSON file', embedded, 'json-file').start();
  }, 60_000);
  afterAll(() => system.dispose(), 60_000);

  it('explains its options', async () => {
    const { code, output } = await reconcile(system, '--please');
    expect(code).toBe(EXIT.failed);
    expect(output).toMatch(/--please/);
    expect(output).toContain('usage: npm run reconcile -- [--dry-run]');
  });

  it.each([
    ['AUTH_TRANSPORT', 'pigeon', 'AUTH_TRANSPORT: must be one of http, in-process'],
    ['TO_DO_STORE', 'floppy', 'TO_DO_STORE: must be one of'],
    ['TO_DO_DB_URL', 'postgres://u:p@127.0.0.1:1/x', 'AUTH_DB_URL: is not set, while TO_DO_DB_URL'],
  ])('explains what is wrong with %s', async (variable, value, message) => {
    const env = { ...system.env, [variable]: value };
    const { code, output } = await reconcile({ ...system, folder: system.folder, env });
    expect(code).toBe(EXIT.failed);
    expect(output).toContain(message);
  });

  it('says so if there are no data', async () => {
    const env = { ...system.env, JSON_STORE_PATH: 'none.json' };
    const { code, output } = await reconcile({ folder: system.folder, env });
    expect(code).toBe(EXIT.clean);
    expect(output).toContain(`todo: there is no data at ${join(system.folder, 'none.json')}`);
  });

  it('gives the reason when auth cannot be reached', async () => {
    const none = { items: [], connections: [], users: [], cursor: null };
    const content = JSON.stringify({ version: 2, next_id: 1, ...none });
    await writeFile(join(system.folder, 'other.json'), content);
    const env = { AUTH_API_URL: 'http://127.0.0.1:1', TO_DO_STORE: 'json-file' };
    const { code, output } = await reconcile({
      folder: system.folder,
      env: { ...env, JSON_STORE_PATH: 'other.json' },
    });
    expect(code).toBe(EXIT.failed);
    expect(output).toMatch(/^auth_unavailable: .*\(no connection: .*ECONNREFUSED/m);
  });

  it('prints its findings, repairs a file that no server would open, and then finds nothing', async () => {
    const person = await Person.arrive(system);
    await person.create('sound');
    await system.stop();
    const file = join(system.folder, 'tasks.json');
    const content = JSON.parse(await readFile(file, 'utf8')) as {
      next_id: number;
      items: object[];
    };
    content.items.push({ id: content.next_id++, title: 'without a member', status: 'DONE' });
    await writeFile(file, JSON.stringify(content));

    const dry = await reconcile(system, '--dry-run');
    expect(dry).toMatchObject({ code: EXIT.repaired });
    expect(dry.output).toMatch(/^Checked 1 users and 2 items\.$/m);
    expect(dry.output).toMatch(/items without a member +1 {2}would be repaired \(2\)/);
    expect(dry.output).toMatch(/memberships without an item +0$/m);
    expect(await reconcile(system, '--dry-run')).toEqual(dry);
    expect((await reconcile(system)).output).toMatch(/items without a member +1 {2}repaired \(2\)/);
    expect(await reconcile(system)).toMatchObject({ code: EXIT.clean });
    await system.crash();
    expect((await person.list()).body.pending).toHaveLength(1);
  });
});
