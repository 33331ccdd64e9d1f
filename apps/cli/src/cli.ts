import { readFile } from 'node:fs/promises';
import { homedir, hostname } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { usage } from './command-error.js';
import { Questions } from './login/questions.js';
import { COMMAND } from './product.js';
import { run } from './run.js';
import { Streams } from './streams.js';
import type { World } from './world.types.js';

const { stdin, stdout, stderr, env, argv } = process;

const streams = new Streams(stdout, stderr, (code) => process.exit(code));
// Here, since the last error of stdout may follow the end of the command.
process.on('exit', (code) => (process.exitCode = streams.exitOf(code)));

const questions = new Questions(stdin, stderr);
/** The specification of XDG ignores relative paths. */
const config = env['XDG_CONFIG_HOME'];
const folder = config && isAbsolute(config) ? config : join(homedir(), '.config');
/** npm runs its scripts in the folder of the project: paths are those of the user. */
const start = (env['npm_lifecycle_event'] === 'todo' && env['INIT_CWD']) || process.cwd();
const isTerminal = stdout.isTTY === true;

const world: World = {
  stdout,
  stderr,
  isTerminal,
  isAtTerminal: stdin.isTTY === true,
  hasColour: isTerminal && !env['NO_COLOR'] && env['TERM'] !== 'dumb',
  configFile: join(folder, COMMAND, 'config.json'),
  host: hostname(),
  zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  isDebugged: (env['NODE_DEBUG'] ?? '').split(',').includes(COMMAND),
  now: () => new Date(),
  pause: (ms) => setTimeout(ms),
  onlyReads: () => (streams.isOnlyReading = true),
  ask: (question, how) => questions.ask(question, how),
  readInput: () => buffer(stdin),
  async readFile(path) {
    try {
      return await readFile(resolve(start, path));
    } catch (error) {
      throw usage(`${path} cannot be read: ${(error as Error).message}`);
    }
  },
  stopping() {
    const stop = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
    return stop.signal;
  },
};

process.exitCode = await run(argv.slice(2), world);
questions.close();
