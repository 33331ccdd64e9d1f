import { readFile } from 'node:fs/promises';
import { homedir, hostname } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { usage } from './command-error.js';
import { Questions } from './login/questions.js';
import { COMMAND } from './product.js';
import { run } from './run.js';
import type { World } from './world.types.js';

const { stdin, stdout, stderr, env, argv } = process;

/** There is no reader any more, as after `| head`: that is no failure. */
for (const stream of [stdout, stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}

const questions = new Questions(stdin, stderr);
/** The specification of XDG ignores relative paths. */
const config = env['XDG_CONFIG_HOME'];
const folder = config && isAbsolute(config) ? config : join(homedir(), '.config');
const isTerminal = stdout.isTTY === true;

const world: World = {
  stdout,
  stderr,
  isTerminal,
  hasColour: isTerminal && !env['NO_COLOR'] && env['TERM'] !== 'dumb',
  configFile: join(folder, COMMAND, 'config.json'),
  host: hostname(),
  zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  now: () => new Date(),
  ask: (question, how) => questions.ask(question, how),
  readInput: () => buffer(stdin),
  async readFile(path) {
    try {
      return await readFile(path);
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
