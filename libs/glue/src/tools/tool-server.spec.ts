import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { commonErrors, ServiceError } from '../errors/index.js';
import { FileLock } from '../lock/index.js';
import { runAtOwner } from './run-at-owner.js';
import { findSocket } from './socket-place.js';
import type { Terminal } from './terminal.js';
import { defineTool, runTool, type Tool } from './tool.js';
import { ToolServer } from './tool-server.js';

const OTHER_USER = 65534;
const CONNECT = `
  require('node:net').connect(process.argv[1], () => { console.log('connected'); process.exit(); })
    .on('error', ({ code }) => console.log(code));`;

/** What the tools below do, as their tests control it. */
class Work {
  ended = '';
  started = 0;
  stop?: () => void;
}
const work = new Work();
const define = (name: string, run: (terminal: Terminal, work: Work) => Promise<number>) =>
  defineTool({
    name,
    usage: '[--loud]',
    options: { loud: { type: 'boolean' } },
    uses: Work,
    run: (its, _args, terminal) => run(terminal, its),
  });
const TOOLS: Tool[] = [
  define('greet', async (terminal) => {
    await terminal.print('Grüße,\n"Operator"');
    return 4;
  }),
  define('fail', async () => {
    throw new ServiceError(commonErrors.internal, { cause: new Error('bug') });
  }),
  define('confirm', async (terminal) => {
    for (const question of ['Sure? ', 'Really? ']) {
      await terminal.print(`answer: ${String(await terminal.ask(question))}`);
    }
    return 0;
  }),
  define('wait', async ({ signal }, its) => {
    its.started++;
    const stopped = new Promise<void>((resolve) => (its.stop = resolve));
    await Promise.race([stopped, once(signal, 'abort')]);
    its.ended = signal.aborted ? (signal.reason as Error).message : 'by itself';
    signal.throwIfAborted();
    return 0;
  }),
  define('deaf', async (_terminal, its) => {
    its.started++;
    return new Promise<never>(() => undefined);
  }),
  define('chatter', async (terminal, its) => {
    for (its.started = 1; its.started <= 2_000; its.started++) {
      await terminal.print(`${its.started}`.padEnd(10_000, '.'));
    }
    return 0;
  }),
];
const find = <T>() => work as T;

class Recorder implements Terminal {
  readonly signal = new AbortController().signal;
  readonly printed: string[] = [];
  readonly asked: string[] = [];

  constructor(private readonly answers: (string | undefined)[] = []) {}

  async print(text: string): Promise<void> {
    this.printed.push(text);
  }

  async ask(question: string): Promise<string | undefined> {
    this.asked.push(question);
    return this.answers.shift();
  }
}

let folder: string;
let path: string;
let server: ToolServer;

beforeEach(async () => {
  Object.assign(work, { ended: '', started: 0, stop: undefined });
  folder = await mkdtemp(join(tmpdir(), 'test-'));
  path = join(folder, 'data');
  server = await serve(path);
});
afterEach(async () => {
  await server.onModuleDestroy();
  await rm(folder, { recursive: true, force: true });
});

async function serve(at: string): Promise<ToolServer> {
  const opened = new ToolServer(at, TOOLS, find);
  await opened.onApplicationBootstrap();
  return opened;
}

async function waitUntil(condition: () => boolean): Promise<void> {
  while (!condition()) await delay(5);
}

const run = (tool: string, args: string[] = [], terminal: Terminal = new Recorder()) =>
  runAtOwner(path, tool, args, terminal);

/** A client that is none of ours. */
async function stranger(): Promise<{ socket: Socket; closed: Promise<unknown> }> {
  const socket = connect((await findSocket(path))!).on('error', () => undefined);
  await once(socket, 'data');
  return {
    socket: socket.resume(),
    closed: new Promise((resolve) => socket.once('close', resolve)),
  };
}

describe('A tool that the owner of the data runs', () => {
  it.each(['greet', 'fail', 'confirm'])('does the same as here: %s', async (name) => {
    const [here, there] = [new Recorder(['yes', undefined]), new Recorder(['yes', undefined])];
    const expected = await runTool(
      TOOLS.find((each) => each.name === name)!,
      [],
      find,
      here,
    );
    await expect(run(name, [], there)).resolves.toEqual(expected);
    expect(there).toEqual(here);
  });

  it('explains arguments as it does here', async () => {
    const expected = await runTool(TOOLS[0]!, ['--what'], find, new Recorder());
    await expect(run('greet', ['--what'])).resolves.toEqual(expected);
    expect(expected.error).toContain('usage: npm run greet');
  });

  it('runs beside others', async () => {
    const waiting = run('wait');
    await waitUntil(() => work.started === 1);
    await expect(run('greet')).resolves.toEqual({ exit: 4 });
    work.stop!();
    await expect(waiting).resolves.toEqual({ exit: 0 });
  });

  it('is interrupted when its operator disconnects', async () => {
    const { socket } = await stranger();
    socket.write('{"tool":"wait","args":[]}\n');
    await waitUntil(() => work.started === 1);
    socket.destroy();
    await waitUntil(() => work.ended !== '');
    expect(work.ended).toBe('interrupted');
  });

  it('prints no more than the operator reads', async () => {
    const { socket } = await stranger();
    socket.pause().write('{"tool":"chatter","args":[]}\n');
    let before = -1;
    while (work.started > before) {
      before = work.started;
      await delay(100);
    }
    expect(work.started).toBeLessThan(200); // of 20 MB
    let read = 0;
    socket.on('data', (text: Buffer) => (read += text.length));
    socket.resume();
    await once(socket, 'end');
    expect(read).toBeGreaterThan(20_000_000);
  });
});

describe('The socket of the tools', () => {
  it('is for this user only, and so is its folder', async () => {
    const socket = (await findSocket(path))!;
    expect((await stat(socket)).mode & 0o777).toBe(0o600);
    expect((await stat(dirname(socket))).mode & 0o777).toBe(0o700);
    expect(dirname(dirname(socket))).toBe(folder);
    if (process.getuid!() !== 0) return; // cannot be another user
    await chmod(folder, 0o755);
    await expect(connectAs(OTHER_USER, socket)).resolves.toBe('EACCES');
    await chmod(dirname(socket), 0o755);
    await expect(connectAs(OTHER_USER, socket)).resolves.toBe('EACCES');
    await expect(connectAs(0, socket)).resolves.toBe('connected');
  });

  async function connectAs(uid: number, socket: string): Promise<string> {
    const child = spawn(process.execPath, ['-e', CONNECT, socket], { uid, gid: uid, cwd: '/' });
    return String(await once(child.stdout, 'data')).trim();
  }

  it('is removed with its folder, and then no owner is found', async () => {
    await server.onModuleDestroy();
    await expect(readdir(folder)).resolves.toEqual([]);
    await expect(run('greet')).resolves.toBeUndefined();
  });

  it('works where the path is too long for a socket', async () => {
    path = join(folder, 'x'.repeat(120), 'data');
    await mkdir(dirname(path));
    const other = await serve(path);
    const short = (await findSocket(path))!;
    expect(short.length).toBeLessThan(100);
    await expect(run('greet')).resolves.toEqual({ exit: 4 });
    expect((await stat(dirname(short))).mode & 0o777).toBe(0o700);
    await other.onModuleDestroy();
    expect(existsSync(dirname(short))).toBe(false);
    await expect(readdir(dirname(path))).resolves.toEqual([]);
    await expect(run('greet')).resolves.toBeUndefined();
  });

  it('that cannot be made is a warning, and no failure', async () => {
    const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    const other = await serve(join(folder, 'missing', 'data'));
    expect(warn.mock.calls).toEqual([[expect.stringMatching(/^tools cannot be run .*ENOENT/)]]);
    warn.mockRestore();
    await other.onModuleDestroy();
  });
});

describe('What a killed owner leaves behind', () => {
  /** Listens at the place of the socket until it is killed. */
  const LISTEN = `
    require('node:net').createServer().listen(process.argv[1], () => console.log('listening'));`;

  async function listenAndDie(socket: string): Promise<void> {
    const child: ChildProcess = spawn(process.execPath, ['-e', LISTEN, socket]);
    await once(child.stdout!, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  it('is no owner, and gives way to the next one', async () => {
    const socket = (await findSocket(path))!;
    await server.onModuleDestroy();
    await mkdir(dirname(socket));
    await listenAndDie(socket);
    expect(existsSync(socket)).toBe(true);
    await expect(run('greet')).resolves.toBeUndefined();
    server = await serve(path);
    await expect(run('greet')).resolves.toEqual({ exit: 4 });
  });

  it('is removed too where the path is too long for a socket', async () => {
    path = join(folder, 'x'.repeat(120), 'data');
    await mkdir(dirname(path));
    const killed = await serve(path);
    const short = (await findSocket(path))!;
    const next = await serve(path);
    expect(existsSync(dirname(short))).toBe(false);
    await expect(run('greet')).resolves.toEqual({ exit: 4 });
    await next.onModuleDestroy();
    await killed.onModuleDestroy();
  });
});

describe('An owner', () => {
  const OWNERS = {
    'has another version': ['{"version":"99.9.9","pid":7}\n', /process 7 .* version 99\.9\.9, and/],
    'dies while the tool runs': ['own', /process \d+ that has .*data open has ended before/],
    'closes at once': ['', /the process that has .*data open has ended before/],
    'sends no JSON': ['HTTP/1.1 400 Bad Request\n', /JSON/],
  } as const;

  it.each(Object.entries(OWNERS))('that %s is explained', async (_what, [says, message]) => {
    await server.onModuleDestroy();
    const socket = (await findSocket(path))!;
    await mkdir(dirname(socket));
    const { greeting } = await import('./wire.js');
    const owner = createServer((client) => {
      client.on('error', () => undefined);
      client.once('data', () => client.destroy());
      if (says === '') client.end();
      else client.write(says === 'own' ? `${JSON.stringify(greeting())}\n` : says);
    }).listen(socket);
    await once(owner, 'listening');
    await expect(run('greet')).rejects.toThrow(message);
    owner.close();
  });

  it('that stops waits for a tool that is about to end', async () => {
    const waiting = run('wait');
    await waitUntil(() => work.started === 1);
    const stopped = server.onModuleDestroy();
    work.stop!();
    await expect(waiting).resolves.toEqual({ exit: 0 });
    await stopped;
    expect(work.ended).toBe('by itself');
  });

  it.each(['wait', 'deaf'])('that stops interrupts a tool that takes longer: %s', async (name) => {
    const waiting = run(name);
    await waitUntil(() => work.started === 1);
    await server.onModuleDestroy();
    const error = 'The process that runs this is stopping. Run it again.';
    await expect(waiting).resolves.toEqual({ exit: 1, error });
    expect(work.ended).toBe(name === 'wait' ? error : '');
  });

  it('that stops while it asks says so', async () => {
    const terminal = new Recorder();
    jest.spyOn(terminal, 'ask').mockImplementation(() => new Promise(() => undefined));
    const waiting = run('confirm', [], terminal);
    await waitUntil(() => jest.mocked(terminal.ask).mock.calls.length === 1);
    await server.onModuleDestroy();
    await expect(waiting).resolves.toMatchObject({ exit: 1, error: /stopping/ });
  });

  it('that is served by a lock of its own lets others see the data is open', async () => {
    const lock = await FileLock.tryAcquire(`${path}.lock`);
    await expect(FileLock.tryAcquire(`${path}.lock`)).resolves.toBeUndefined();
    await expect(run('greet')).resolves.toEqual({ exit: 4 });
    await lock!.release();
  });
});

describe('A stranger at the socket', () => {
  it.each([
    ['no JSON', 'GET / HTTP/1.1\r\n\r\n'],
    ['no request', '{"tool":7}\n'],
    ['an unknown tool', '{"tool":"__proto__","args":[]}\n'],
    ['null', 'null\n'],
    ['a long line', 'x'.repeat(70_000)],
    ['garbage before a request', 'x\n{"tool":"wait","args":[]}\n'],
    ['an answer that was not asked for', '{"tool":"wait","args":[]}\n{"answer":"yes"}\n'],
  ])('is disconnected for %s', async (_what, text) => {
    const { socket, closed } = await stranger();
    socket.write(text);
    await closed;
    await waitUntil(() => work.started === 0 || work.ended === 'interrupted');
    await expect(run('greet')).resolves.toEqual({ exit: 4 });
  });

  it('is disconnected if it is slow', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
    const { socket, closed } = await stranger();
    socket.write('{"tool":');
    jest.advanceTimersByTime(10_000);
    jest.useRealTimers();
    await closed;
  });

  it('does not keep the process from stopping', async () => {
    const { closed } = await stranger();
    await server.onModuleDestroy();
    await closed;
  });

  it('has few connections', async () => {
    const strangers = await Promise.all(Array.from({ length: 8 }, stranger));
    await expect(run('greet')).rejects.toThrow('has ended before');
    strangers[0]!.socket.destroy();
    await strangers[0]!.closed;
    await waitUntilServed();
  });

  async function waitUntilServed(): Promise<void> {
    for (;;) if (await run('greet').catch(() => undefined)) return;
  }
});
