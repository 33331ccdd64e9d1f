import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../architecture/project-copy.js';
import { freePort } from '../support/free-port.js';
import type { ServerProcess } from '../support/server-process.js';
import { waitFor } from '../support/wait-for.js';
import { filesOf, FreshFolder, manifestIn, pack } from './fresh-folder.js';
import { GUARDED_APP, KERNEL_USER } from './guarded-app.js';

const LIMIT_MS = 300_000;
const START_MS = 30_000;
const NEST = ['common', 'core', 'platform-fastify', 'swagger'];
const OTHERS = ['fastify@5', 'rxjs@7', 'reflect-metadata@0.2', 'zod@4'];
const QUIET = ['--no-audit', '--no-fund', '--ignore-scripts'];
const TYPESCRIPT = ['typescript@6', '@types/node@20'];

/** Rooms of glue: a new one here is a new dependency of each application with the package. */
const ROOMS: [library: string, rooms: string[]][] = [
  [
    'seam',
    [
      ...['audit', 'batch', 'calls', 'config', 'errors', 'events', 'export', 'fields', 'health'],
      ...['http', 'http-client', 'kernel', 'keys', 'lock', 'metrics', 'nest', 'outbox'],
      ...['pretended-network', 'problem-details', 'product', 'references', 'resilience'],
      ...['scope', 'sealing', 'transaction'],
    ],
  ],
  ['auth-kernel', ['cache', 'log']],
  ['mail-kernel', []],
  ['client', []],
  ['cli', []],
];
const DEPENDENCIES: [library: string, packages: string[]][] = [
  [
    'seam',
    [
      ...['axios', 'cockatiel', 'fastify-plugin', 'fs-native-extensions', 'jose', 'lru-cache'],
      ...['prom-client', 'undici'],
    ],
  ],
  ['auth-kernel', ['lru-cache', 'pino']],
  ['mail-kernel', []],
  ['client', []],
  ['cli', []],
];

let packages: ReadonlyMap<string, string>;
beforeAll(async () => void (packages = await pack()), LIMIT_MS);

describe('the packages', () => {
  it('are the seam, each kernel, the client and the command', () => {
    expect([...packages.keys()].sort()).toEqual(ROOMS.map(([name]) => name).sort());
  });

  it.each(ROOMS)('%s has these rooms of glue', async (name, rooms) => {
    const files = await filesOf(packages.get(name)!);
    const found = files.flatMap((path) => /^dist\/glue\/src\/([^/]+)/.exec(path)?.[1] ?? []);
    expect([...new Set(found)].sort()).toEqual(rooms);
  });

  it.each(DEPENDENCIES)('%s needs these packages', async (name, expected) => {
    const manifest = await manifestIn(packages.get(name)!);
    expect(Object.keys(manifest.dependencies ?? {})).toEqual(expected);
  });

  it('need Nest 12, each by itself or through the seam, but the client and the command need nothing', async () => {
    for (const [name, tarball] of packages) {
      const { peerDependencies } = await manifestIn(tarball);
      if (name === 'client' || name === 'cli') {
        expect(peerDependencies).toEqual({});
        continue;
      }
      const [peer, range] =
        name === 'seam' ? ['@nestjs/common', /^\^12/] : ['@seam/seam', /^\d+\.\d+\.\d+$/];
      expect(peerDependencies).toMatchObject({ [peer]: expect.stringMatching(range) });
    }
  });

  it('have each file once, and no tests or source maps', async () => {
    const all = (await Promise.all([...packages.values()].map(filesOf))).flat();
    const code = all.filter((path) => path.startsWith('dist/'));
    expect(new Set(code).size).toBe(code.length);
    expect(code.filter((path) => !/[.](?:js|d[.]ts)$/.test(path))).toEqual([]);
    expect(code.filter((path) => /[.-](?:spec|suite)[.]/.test(path))).toEqual([]);
    for (const tarball of packages.values()) {
      expect(await filesOf(tarball)).toEqual(expect.arrayContaining(['LICENSE', 'README.md']));
    }
  });
});

describe('an application outside of the project', () => {
  let folder: FreshFolder;
  beforeAll(async () => {
    folder = await FreshFolder.make();
    const nest = [...NEST, 'axios'].map((name) => `@nestjs/${name}@12`);
    await folder.npm('install', ...QUIET, ...packages.values(), ...nest, ...OTHERS, ...TYPESCRIPT);
    await folder.write({ ...(await readmeFiles()), 'tsconfig.json': TSCONFIG });
    await folder.write({ 'src/guarded.ts': GUARDED_APP, 'src/kernel.ts': KERNEL_USER });
    await folder.run('npx', ['tsc']);
  }, LIMIT_MS);
  afterAll(() => folder?.remove());

  const start = async (env: NodeJS.ProcessEnv) => {
    const url = `http://127.0.0.1:${(env['PORT'] = String(await freePort()))}`;
    const server = folder.serve('dist/main.js', env);
    await waitFor(
      () => answers(url, server),
      START_MS,
      () => server.log,
    );
    return url;
  };
  const startTwo = async () => {
    const code = `import('@seam/seam/keys').then(({ generateKey, publicKeyOf }) => {
      const key = generateKey();
      console.log(key + ' ' + publicKeyOf(key));
    })`;
    const [key, publicKey] = (await folder.run('node', ['-e', code])).trim().split(' ');
    const STOCK_URL = await start({ HOSTS: 'stock', ORDERS_PUBLIC_KEY: publicKey });
    return start({ STOCK_URL, ORDERS_KEY: key });
  };

  it('is at most 60 lines', async () => {
    const lines = Object.values(await readmeFiles()).flatMap((text) => text.split('\n'));
    expect(lines.filter((line) => line.trim()).length).toBeLessThanOrEqual(60);
  });

  it(
    'answers the same in process and over HTTP',
    async () => {
      const local = await orderAll(await start({}));
      const remote = await orderAll(await startTwo());
      expect(local).toEqual([
        [200, { left: 2 }],
        [201, { left: 1 }],
        [201, { left: 1 }],
        [200, { left: 1 }],
        [201, { left: 0 }],
        [409, expect.objectContaining({ code: 'sold_out', detail: 'Sold out.' })],
        [422, expect.objectContaining({ code: 'key_reused' })],
      ]);
      expect(remote).toEqual(local);
    },
    LIMIT_MS,
  );

  it('has its own guards, interceptors, pipes and filters on the routes', async () => {
    expect(JSON.parse(await folder.run('node', ['dist/guarded.js']))).toEqual({
      open: [200, 'ours', { output: 2 }],
      guard: [451, null, { filter: 'ours' }],
      pipe: [451, 'ours', { filter: 'ours' }],
      invalid: 400,
      stranger: 404,
    });
  });

  it('uses a kernel', async () => {
    expect(JSON.parse(await folder.run('node', ['dist/kernel.js']))).toEqual([
      'auth',
      'SessionGuard',
    ]);
  });
});

describe('with Nest 11', () => {
  let folder: FreshFolder;
  beforeAll(async () => void (folder = await FreshFolder.make()));
  afterAll(() => folder?.remove());
  const install = (...options: string[]) => {
    const nest = [...NEST.map((name) => `@nestjs/${name}@11`), '@nestjs/axios@4', 'axios@1'];
    return folder.npm('install', ...QUIET, ...options, packages.get('seam')!, ...nest, ...OTHERS);
  };

  it(
    'it is not installed, and npm names the version that is needed',
    () => expect(install()).rejects.toThrow(/ERESOLVE[^]*peer @nestjs\/\w+@"\^12/),
    LIMIT_MS,
  );

  it(
    'it does not start if the installation was forced, and says why in one line',
    async () => {
      await install('--legacy-peer-deps');
      const start = folder.run('node', ['-e', "import('@seam/seam')"]);
      await expect(start).rejects.toThrow(
        /^StartError: Nest 12 is needed, and @nestjs\/common is 11[.][\d.]+ Install .*$/m,
      );
    },
    LIMIT_MS,
  );
});

/** The files of the README, by their paths. */
async function readmeFiles(): Promise<Record<string, string>> {
  const text = await readFile(join(ROOT, 'libs/seam/README.md'), 'utf8');
  const blocks = [...text.matchAll(/```ts\n\/\/ (\S+)\n([\s\S]*?)```/g)];
  return Object.fromEntries(blocks.map(([, path, code]) => [path!, code!]));
}

async function answers(url: string, server: ServerProcess): Promise<boolean> {
  if (server.hasEnded()) throw new Error(server.log);
  return fetch(url).then(
    () => true,
    () => false,
  );
}

/** Two orders, the first of them twice with one key, one too many, and a key with another order. */
async function orderAll(url: string): Promise<unknown[]> {
  const [first, second, third] = ['1', '2', '3'].map(keyOf);
  const send = async (method: string, path: string, key?: string) => {
    const headers: Record<string, string> = key === undefined ? {} : { key };
    const response = await fetch(`${url}/orders/${path}`, { method, headers });
    return [response.status, await response.json()];
  };
  const results = [
    await send('GET', 'left'),
    await send('POST', 'a', first),
    await send('POST', 'a', first),
    await send('GET', 'left'),
    await send('POST', 'b', second),
    await send('POST', 'c', third),
    await send('POST', 'd', first),
  ] as [number, { request_id?: string }][];
  for (const [, body] of results) delete body.request_id;
  return results;
}

/** A UUID of version 7 of now. */
function keyOf(end: string): string {
  const time = Date.now().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${end.padStart(12, '0')}`;
}

const TSCONFIG = JSON.stringify({
  compilerOptions: {
    target: 'es2022',
    module: 'nodenext',
    rootDir: 'src',
    outDir: 'dist',
    types: ['node'],
    strict: true,
    experimentalDecorators: true,
    emitDecoratorMetadata: true,
  },
  include: ['src'],
});
