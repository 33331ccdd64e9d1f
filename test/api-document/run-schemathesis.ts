import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RunningSystem } from '../support/topology.js';
import { installSchemathesis } from './install-schemathesis.js';

const HERE = fileURLToPath(new URL('.', import.meta.url));

/** The number of answers of an operation per status. */
export type Answers = Record<string, Record<string, number>>;

export interface Outcome {
  /** 0 if no check failed. */
  code: number;
  /** The report of Schemathesis. */
  output: string;
  answers: Answers;
}

/**
 * Tests an app against its document, with all checks.
 *
 * @param url of the app
 * @param examples the number of generated requests per operation, and of sequences
 * @param adminEmail of an administrator
 */
export async function runSchemathesis(
  url: string,
  { authUrl, todoUrl }: Pick<RunningSystem, 'authUrl' | 'todoUrl'>,
  { examples, seed, adminEmail }: { examples: number; seed: number; adminEmail: string },
): Promise<Outcome> {
  const python = await installSchemathesis();
  const folder = await mkdtemp(join(tmpdir(), 'schemathesis-'));
  const file = join(folder, 'answers.json');
  const options = [
    ...[
      '-m',
      'schemathesis.cli',
      '--config-file',
      join(HERE, 'schemathesis.toml'),
      'run',
      `${url}/docs-json`,
    ],
    ...['--checks', 'all', '--seed', `${seed}`, '--max-examples', `${examples}`],
    ...['--continue-on-failure', '--no-color'],
  ];
  const child = spawn(python, options, {
    cwd: folder,
    env: {
      PATH: process.env['PATH'],
      PYTHONPATH: HERE,
      PYTHONDONTWRITEBYTECODE: '1',
      SCHEMATHESIS_HOOKS: 'hooks',
      RUN_ANSWERS: file,
      RUN_AUTH_URL: authUrl,
      RUN_TODO_URL: todoUrl,
      RUN_SEED: `${seed}`,
      RUN_ADMIN_EMAIL: adminEmail,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  try {
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    }
    const [code] = (await once(child, 'close')) as [number];
    // The hooks write it, unless they could not be loaded; the output has the reason.
    const text = await readFile(file, 'utf8').catch(() => '{}');
    return { code, output, answers: JSON.parse(text) as Answers };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
