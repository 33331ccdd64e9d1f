import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Person } from '../support/person.js';
import { runTool } from '../support/reconcile.js';
import type { RunningSystem, Topology } from '../support/topology.js';
import { waitFor } from '../support/wait-for.js';
import { monolith } from '../topologies/monolith.js';
import { split } from '../topologies/split.js';
import { embedded } from '../topologies/storage.js';

const run = promisify(execFile);
/** Opens a database that is not in use: PGlite does not work inside jest. */
const STOP_HANDLER = `
  const { PGlite } = await import('@electric-sql/pglite');
  const db = await PGlite.create({ dataDir: process.argv[1] });
  await db.exec("UPDATE todo.event_cursors SET stopped = 'no room', stopped_at = now()");
  await db.close();
`;

const TOPOLOGIES: [name: string, Topology][] = [
  ['monolith', monolith('embedded')],
  ['JSON file', monolith('JSON file', embedded, 'json-file')],
  ['split', split('embedded')],
];

describe.each(TOPOLOGIES)('npm run events: %s', (name, topology) => {
  let system: RunningSystem;
  beforeAll(async () => {
    system = await topology.start();
    const person = await Person.arrive(system);
    await person.deleteAccount();
  }, 60_000);
  afterAll(() => system.dispose(), 60_000);

  const list = () => runTool(system, 'events', 'list');
  const untilListed = (pattern: RegExp) =>
    waitFor(
      async () => pattern.test((await list()).output),
      30_000,
      () => `the list to be like ${pattern}`,
    );

  it('lists the handlers beside their processes, and without them; a stopped one runs again', async () => {
    await untilListed(/^todo:auth:user\.deleted: at event \d+, nothing to apply$/m);
    const beside = await list();
    expect(beside.code).toBe(0);
    await system.stop();
    const told = name === 'split' ? 'its provider is unavailable' : 'nothing to apply';
    const output = beside.output.replace('nothing to apply', told);
    expect(await list()).toEqual({ ...beside, output });
    // The file has no place for it.
    if (name !== 'JSON file') await stopHandler();
    await system.crash();
    if (name !== 'JSON file') await expectRetry();
  }, 90_000);

  async function stopHandler(): Promise<void> {
    const dataDir = join(system.folder, '.data/todo');
    await run(process.execPath, ['--input-type=module', '-e', STOP_HANDLER, dataDir]);
  }

  async function expectRetry(): Promise<void> {
    const stopped = await list();
    expect(stopped.output).toMatch(
      /^todo:auth:user\.deleted: at event \d+, nothing to apply; stopped since .*: no room$/m,
    );
    expect(stopped.code).toBe(4);
    expect(await runTool(system, 'events', 'retry', 'todo:auth:user.deleted')).toEqual({
      code: 0,
      output: 'todo:auth:user.deleted: runs again.\n',
    });
    expect((await list()).code).toBe(0);
  }

  it('is beside npm run outbox, which passes over contexts without one', async () => {
    const { code, output } = await runTool(system, 'outbox', 'list');
    // The variables of `split` are those of the process without auth.
    const contexts = [
      ...(name === 'split' ? [] : ['auth']),
      ...(name === 'JSON file' ? [] : ['todo']),
      'mail',
    ];
    expect(output).toBe(contexts.map((it) => `${it}: nothing waits, nothing is parked\n`).join(''));
    expect(code).toBe(0);
  });

  // The rest is of the command alone: where the handlers are changes nothing in it. So it runs once.
  if (name !== 'monolith') return;

  it.each([
    ['skip', 'todo:auth:user.deleted', '1'],
    ['retry', 'todo:auth:user.deleted', '1'],
    ['replay', 'todo:auth:user.deleted', '--from', '7'],
    ['list', 'todo:auth:user.gone'],
    ['list', 'garden'],
    ['burn'],
  ])('explains in one line what is wrong: %s %s', async (...args) => {
    const { code, output } = await runTool(system, 'events', ...args);
    expect(output).toMatch(/^[^\n]+\n$/);
    expect(code).toBe(1);
  });
});
