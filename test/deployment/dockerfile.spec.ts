import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readConfig } from '#glue/config';
import { CONFIG } from './app-config.js';
import { PRODUCTION_DATA_KEY } from '../support/production-data-key.js';
import { APPS, CHECKOUT } from './checkout.js';
import { type Ignores, readDockerIgnore } from './docker-ignore.js';
import { Dockerfile, execForm } from './dockerfile.js';

let dockerfile: Dockerfile;
let ignores: Ignores;
beforeAll(async () => {
  dockerfile = await Dockerfile.read();
  ignores = await readDockerIgnore();
});

describe('the Dockerfile', () => {
  it('copies only existing files that are not excluded', () => {
    for (const { name } of dockerfile.stages) {
      for (const { from, sources } of dockerfile.copiesOf(name)) {
        if (from !== undefined) continue;
        for (const source of sources) {
          expect([source, existsSync(join(CHECKOUT, source))]).toEqual([source, true]);
          expect([source, ignores(source)]).toEqual([source, false]);
        }
      }
    }
  });

  it('copies from earlier stages only, and only existing files', () => {
    dockerfile.stages.forEach(({ name }, index) => {
      const earlier = dockerfile.stages.slice(0, index).map((stage) => stage.name);
      for (const { from, sources } of dockerfile.copiesOf(name)) {
        if (from === undefined) continue;
        expect(earlier).toContain(from);
        const made = dockerfile.instructionsOf(from, 'RUN').map(({ text }) => text);
        for (const source of sources) {
          const maker = source.startsWith('dist/') ? /^npm run build$/ : /^npm ci /;
          expect(source).toMatch(/^(dist\/.+|node_modules)$/);
          expect(made).toContainEqual(expect.stringMatching(maker));
        }
      }
    });
  });

  it('runs on a supported Node, with glibc', async () => {
    const { engines } = JSON.parse(await readFile(join(CHECKOUT, 'package.json'), 'utf8')) as {
      engines: { node: string };
    };
    const [, major] =
      /^node:(\d+)-bookworm-slim(?:@sha256:[0-9a-f]{64})?$/.exec(dockerfile.imageOf('app')) ?? [];
    expect(engines.node).toMatch(new RegExp(`(\\^|>=)${major}[.]`));
    for (const { name } of dockerfile.stages) {
      expect(dockerfile.imageOf(name)).toBe(dockerfile.imageOf('app'));
    }
  });

  it('installs exactly the locked packages, without install scripts', () => {
    const installs = dockerfile.stages
      .flatMap(({ instructions }) => instructions)
      .filter(({ keyword, text }) => keyword === 'RUN' && /\bnpm (?!run)/.test(text))
      .map(({ text }) => text);
    expect(installs).toEqual(['npm ci --ignore-scripts', 'npm ci --omit=dev --ignore-scripts']);
  });
});

describe('the command at the head of the Dockerfile', () => {
  it('gives the app a valid environment, together with that of the image', async () => {
    const { image, variables } = await documentedRun();
    const app = image.replace('seam-', '');
    const env = { ...dockerfile.environmentOf(app), ...variables };
    expect(readConfig(CONFIG[app]!, env)).toMatchObject({ NODE_ENV: 'production' });
  });
});

/** The image that `docker run` in the comments starts, and the variables that it sets. */
async function documentedRun() {
  const text = await readFile(join(CHECKOUT, 'Dockerfile'), 'utf8');
  const [command] = /docker run (.*\\\n)*.*/.exec(text) ?? [];
  const secret = 'kF3vQ9xT1mZ7bN5cR8wY2hJ6pL4sD0aG';
  const words = command!
    .replace('"$(openssl rand -base64 48)"', secret)
    .replace('"$(openssl rand -base64 32)"', PRODUCTION_DATA_KEY.DATA_KEY);
  return {
    image: /(\S+)$/.exec(words)![1]!,
    variables: Object.fromEntries(
      [...words.matchAll(/-e (\w+)=(\S*)/g)].map(([, name, value]) => [name, value]),
    ) as Record<string, string>,
  };
}

describe.each(APPS)('the image of $app', ({ app, port }) => {
  it('runs the built app as process 1, as `npm start` does', async () => {
    const command = execForm(dockerfile.last(app, 'CMD').text);
    const { scripts } = JSON.parse(await readFile(join(CHECKOUT, 'package.json'), 'utf8')) as {
      scripts: { start: string };
    };
    expect(`exec ${command.join(' ')}`).toBe(scripts.start.replace('monolith', app));
    expect(await readFile(join(CHECKOUT, command[0]!), 'utf8')).toMatch(/^exec node /m);
    expect(existsSync(join(CHECKOUT, `apps/${app}/src/main.ts`))).toBe(true);
    expect(dockerfile.instructionsOf(app, 'ENTRYPOINT')).toEqual([]);
  });

  it('has this app and no other, its dependencies, and nothing else', () => {
    const copies = dockerfile.copiesOf(app);
    const code = ['bin', 'dist/build.json', 'dist/database', `dist/apps/${app}/bundle`];
    const page = app === 'monolith' ? ['dist/web'] : [];
    expect(copies.flatMap(({ sources }) => sources).sort()).toEqual(
      ['package.json', 'node_modules', ...code, ...page].sort(),
    );
    // Paths stay unchanged, because the path from an app to the page depends on them.
    for (const { sources, target } of copies) {
      expect(target === '.' ? sources : [target]).toEqual(sources);
    }
    const modules = copies.find(({ target }) => target === 'node_modules');
    expect(dockerfile.last(modules!.from!, 'RUN').text).toContain('--omit=dev');
  });

  it('runs as a user who is not root and owns the data folder only', () => {
    expect(dockerfile.last(app, 'USER').text).toBe('node');
    expect(dockerfile.last(app, 'VOLUME').text).toBe('/data');
    expect(dockerfile.last(app, 'RUN').text).toBe('mkdir /data && chown node:node /data');
    const { DATA_DIR, JSON_STORE_PATH } = dockerfile.environmentOf(app);
    expect({ DATA_DIR, JSON_STORE_PATH }).toEqual({
      DATA_DIR: '/data',
      JSON_STORE_PATH: '/data/tasks.json',
    });
  });

  it('is for production, and listens on the exposed port', () => {
    expect(dockerfile.environmentOf(app)).toMatchObject({
      NODE_ENV: 'production',
      HOST: '0.0.0.0',
      PORT: `${port}`,
    });
    expect(dockerfile.last(app, 'EXPOSE').text).toBe(`${port}`);
  });

  it('has a health check without tools that the image lacks', () => {
    const { flags, text } = dockerfile.last(app, 'HEALTHCHECK');
    const [program, option, script] = execForm(text.replace(/^CMD /, ''));
    expect([program, option]).toEqual(['node', '-e']);
    expect(script).toContain('/healthz');
    expect(Object.keys(flags).sort()).toEqual(['interval', 'retries', 'start-period', 'timeout']);
  });
});

describe('.dockerignore', () => {
  it.each([
    '.env',
    '.env.production',
    '.git/config',
    '.data/auth/PG_VERSION',
    'node_modules/pg/package.json',
    'dist/apps/auth/src/main.js',
    'tasks.json',
    'test/start/start.spec.ts',
    'libs/.env',
    'apps/web/node_modules/x/index.js',
    'libs/glue/src/config/fields.spec.ts',
    'libs/auth/src/core/ports/users.dal.suite.ts',
    'a/later/addition',
  ])('excludes %s', (path) => {
    expect(ignores(path)).toBe(true);
  });

  it.each(['package.json', '.npmrc', 'libs/glue/src/config/fields.ts', 'apps/auth/src/main.ts'])(
    'includes %s',
    (path) => {
      expect(ignores(path)).toBe(false);
    },
  );
});
