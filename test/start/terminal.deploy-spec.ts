import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { waitFor } from '../support/wait-for.js';
import { openFolder } from '../topologies/folder.js';

const LAUNCHER = fileURLToPath(new URL('../../bin/seam', import.meta.url));
const CONTROL_C = '\x03';
const FOR_PEOPLE = /^\d\d:\d\d:\d\d \S/;

/** The log of a whole process under a terminal, which `script` of util-linux makes. */
describe('the log on a terminal', () => {
  let folder: Awaited<ReturnType<typeof openFolder>>;
  beforeEach(async () => {
    folder = await openFolder();
  });
  afterEach(() => folder.remove());

  const ON_TERMINAL = ['script', '-qec', `exec ${LAUNCHER} monolith`, '/dev/null'];
  // Without the trap Ctrl-C would also end the reader of the pipe.
  const IN_PIPE = ['script', '-qec', `trap '' INT; ${LAUNCHER} monolith | cat`, '/dev/null'];

  /** Starts it, presses Ctrl-C once it is ready, and resolves to its lines once it has ended. */
  const logOf = async ([program, ...args]: string[], env: NodeJS.ProcessEnv = {}) => {
    const child = spawn(program!, args, {
      cwd: folder.path,
      env: { PATH: process.env['PATH'], PORT: '0', TERM: 'dumb', ...env },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const closed = once(child, 'close');
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    try {
      await waitFor(
        () => output.includes('ready: page at') || child.exitCode !== null,
        30_000,
        () => `the start in\n${output}`,
      );
      child.stdin.write(CONTROL_C);
      expect((await closed)[0]).toBe(0);
    } finally {
      child.kill('SIGKILL'); // this ends the terminal, and all that runs in it
    }
    return output.replace('^C', '').trimEnd().split('\r\n');
  };

  it('is readable text', async () => {
    const lines = await logOf(ON_TERMINAL);
    for (const line of lines) expect(line).toMatch(FOR_PEOPLE);
    expect(lines.at(-1)).toMatch(/ stopped$/);
  });

  it('has colours if the terminal has', async () => {
    const [line] = await logOf(ON_TERMINAL, { TERM: 'xterm-256color' });
    expect(line).not.toMatch(FOR_PEOPLE);
    expect(stripVTControlCharacters(line!)).toMatch(FOR_PEOPLE);
  });

  it.each([
    ['with LOG_FORMAT=json', ON_TERMINAL, { LOG_FORMAT: 'json' }],
    ['in a pipe', IN_PIPE, {}],
  ])('is JSON %s', async (_, command, env) => {
    const lines = await logOf(command, env);
    const said = lines.map((line) => (JSON.parse(line) as { msg: string }).msg);
    expect(said).toContainEqual(expect.stringMatching(/^ready: page at /));
    expect(said.at(-1)).toBe('stopped');
  });
});
