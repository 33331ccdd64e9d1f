import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Linter } from 'eslint';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SCRIPT = join(ROOT, 'scripts/check-node.cjs');
const MAIN = join(ROOT, 'dist/apps/monolith/bundle/main.js');

/** The output on an unsupported Node version. */
describe('on an unsupported Node', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'test-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** Runs a program on a Node that reports another version. */
  const runAs = async (version: string, ...args: string[]) => {
    const disguise = join(folder, 'disguise.cjs');
    const versions = `{ ...process.versions, node: '${version}' }`;
    await writeFile(
      disguise,
      `Object.defineProperty(process, 'version', { value: 'v${version}' });` +
        `Object.defineProperty(process, 'versions', { value: ${versions} });`,
    );
    return new Promise<{ code: number; stderr: string }>((resolve) => {
      const env = { PATH: process.env['PATH'], PORT: 'none' };
      const command = ['-r', disguise, ...args];
      execFile(process.execPath, command, { cwd: folder, env }, (error, _, stderr) =>
        resolve({ code: error ? Number(error.code) : 0, stderr }),
      );
    });
  };

  it.each(['12.22.12', '18.20.8', '20.18.3', '21.7.3', '22.12.0', '23.11.1', '24.10.0'])(
    'one line names the supported versions, and that this is %s',
    async (version) => {
      const { code, stderr } = await runAs(version, SCRIPT);
      expect(code).toBe(1);
      expect(stderr).toBe(
        'Node.js 20 (from 20.19), 22 (from 22.13), or 24 (from 24.11) and later is required, ' +
          `not ${version}.\n`,
      );
    },
  );

  it.each(['20.19.0', '20.20.2', '22.13.0', '22.21.1', '24.11.0', '24.12.0', '25.0.0', '26.1.0'])(
    'nothing is printed for %s',
    async (version) => {
      expect(await runAs(version, SCRIPT)).toEqual({ code: 0, stderr: '' });
    },
  );

  it('it is printed before anything else of the app is loaded', async () => {
    const { code, stderr } = await runAs('18.20.8', MAIN);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^Node\.js .* is required, not 18\.20\.8\.\n$/);
    expect((await runAs(process.versions.node, MAIN)).stderr).toContain('PORT: must be');
  });

  it('matches package.json', async () => {
    const text = await readFile(join(ROOT, 'package.json'), 'utf8');
    const { engines, scripts } = JSON.parse(text) as {
      engines: { node: string };
      scripts: Record<string, string>;
    };
    expect(await readFile(SCRIPT, 'utf8')).toContain(`NEEDED = '${engines.node}'`);
    const starting = Object.keys(scripts).filter((name) => name.startsWith('start:'));
    expect(starting).toContain('start:auth');
    for (const name of ['build', 'prestart', 'dev', ...starting]) {
      expect(scripts[name]).toContain('scripts/check-node.cjs');
    }
  });

  it.each([SCRIPT, MAIN])('%s can parse it', async (path) => {
    const text = await readFile(path, 'utf8');
    const oldest = path === SCRIPT ? 5 : 2020; // as import() is
    const languageOptions = { ecmaVersion: oldest, sourceType: 'script' } as const;
    expect(new Linter().verify(text, [{ languageOptions }], 'check-node.js')).toEqual([]);
    expect(text.match(/\bimport\b/g) ?? []).toHaveLength(path === SCRIPT ? 0 : 1);
  });
});
