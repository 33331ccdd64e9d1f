import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { waitFor } from '../support/wait-for.js';
import { isAlive, ShellWalk } from './shell-walk.js';

const LIMIT_MS = 120_000;

describe('scripts/test-server-com.sh', () => {
  let walk: ShellWalk;
  afterEach(() => walk.dispose());

  const leavesNothing = async () => {
    // What was stopped is gone once init has reaped it.
    const isGone = async () => !(await walk.leftovers()).group;
    await waitFor(isGone, 5_000, () => 'the end of all processes of the script');
    expect(await walk.leftovers()).toEqual({ group: false, files: [] });
    expect(walk.servers.filter(isAlive)).toEqual([]);
  };

  it(
    'tests the system, and leaves nothing behind',
    async () => {
      walk = await ShellWalk.start();
      expect([await walk.end(), walk.output]).toEqual([0, expect.stringMatching(/\nOK\n$/)]);
      expect(walk.output).toContain('databases: embedded');
      expect(walk.output).toContain('registered test@gmail.com');
      expect(walk.output).toMatch(/"pending":\[\{"id":\d+,"title":"code","status":"PENDING"\}\]/);
      expect(walk.servers).toHaveLength(2);
      await leavesNothing();
      expect(await isListening(walk.ports.auth)).toBe(false);
      expect(await isListening(walk.ports.todo)).toBe(false);
    },
    LIMIT_MS,
  );

  it(
    'does not use another server on its port',
    async () => {
      const other = createServer((_, response) => response.end('{}')).listen(0, '127.0.0.1');
      await once(other, 'listening');
      const { port } = other.address() as { port: number };
      walk = await ShellWalk.start({ AUTH_PORT: `${port}` });
      expect(await walk.end()).toBe(1);
      expect(walk.output).toContain(`FAILED: port ${port} is taken`);
      expect(walk.output).toContain('AUTH_PORT');
      await leavesNothing();
      expect(await isListening(port)).toBe(true);
      other.close();
    },
    LIMIT_MS,
  );

  it(
    'gives the reason why a server does not start, and stops the other one',
    async () => {
      walk = await ShellWalk.start({ AUTH_DB_URL: 'postgres://auth:hunter2@127.0.0.1:1/auth' });
      expect(await walk.end()).toBe(1);
      expect(walk.output).toContain('databases: as AUTH_DB_URL and TO_DO_DB_URL say');
      expect(walk.output).toContain('FAILED: auth has ended by itself.');
      expect(walk.output).toContain('AUTH_DB_URL: no connection to PostgreSQL');
      expect(walk.servers).toHaveLength(2);
      await leavesNothing();
    },
    LIMIT_MS,
  );

  it.each([
    ['Ctrl-C while the servers start', 'todo: http', 130, () => walk.pressControlC()],
    ['Ctrl-C when they run', 'both are ready', 130, () => walk.pressControlC()],
    ['SIGTERM, to the script only', 'both are ready', 143, () => walk.signal('SIGTERM')],
  ])(
    'stops everything on %s',
    async (_, moment, code, interrupt) => {
      walk = await ShellWalk.start();
      await walk.says(moment);
      interrupt();
      expect([await walk.end(), walk.output]).toEqual([code, expect.not.stringContaining('\nOK')]);
      expect(walk.servers).toHaveLength(2);
      await leavesNothing();
    },
    LIMIT_MS,
  );

  it('starts PostgreSQL through docker compose if an engine answers, and removes it again', async () => {
    // An engine that cannot start it, and records its calls.
    const engine = 'echo "$@" >>"$HOME/calls"; case "$*" in *" up "*) exit 17 ;; esac';
    walk = await ShellWalk.start({}, engine);
    expect(await walk.end()).toBe(1);
    expect(walk.output).toContain('FAILED: docker compose cannot start PostgreSQL.');
    const record = join(walk.folder, 'calls');
    const calls = (await readFile(record, 'utf8')).trim().split('\n');
    await rm(record);
    const [project] = /--project-name test-server-com-\d+/.exec(calls[2]!) ?? [];
    expect(calls).toEqual([
      'info',
      'compose version',
      expect.stringMatching(
        `^compose --project-directory /.* ${project} up --detach --wait postgres$`,
      ),
      expect.stringMatching(`^compose --project-directory /.* ${project} down --volumes$`),
    ]);
    await leavesNothing();
  });
});

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });
}
