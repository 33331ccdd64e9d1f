import { existsSync } from 'node:fs';
import { readlink } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { waitFor } from '../support/wait-for.js';
import { TinyProject } from './tiny-project.js';

const LIMIT_MS = 180_000;
const MAIN = 'dist/apps/tiny/bundle/main.js';

/** scripts/build.mjs, on a project that is small enough to be built often. */
describe('a build', () => {
  let built: TinyProject;
  let project: TinyProject;
  beforeAll(async () => {
    built = await TinyProject.make();
    expect(await built.build()).toMatchObject({ code: 0 });
  }, LIMIT_MS);
  beforeEach(async () => {
    project = await built.copy();
  });
  afterEach(() => project.remove());
  afterAll(() => built.remove());

  const present = () => readlink(project.path('dist'));
  const changeApp = (word: string) =>
    project.write('apps/tiny/src/later.ts', `export const word = '${word}';\n`);

  it(
    'builds what has changed and no more, and prints what it does',
    async () => {
      const first = await present();
      expect(await project.build()).toMatchObject({
        code: 0,
        stdout: '',
        stderr: 'Nothing changed since the last build.\n',
      });
      expect(await present()).toBe(first);

      const main = await project.read(MAIN);
      await project.write('apps/web/index.html', 'another page\n');
      const { stderr } = await project.build();
      expect(stderr).toMatch(/^Building the page \(about \d+ s\) …\nBuilt in \d+ s\.\n$/);
      expect(await project.read('dist/web/index.html')).toBe('another page\n');
      expect(await project.read(MAIN)).toBe(main);
      expect(existsSync(project.path('dist/database/PG_VERSION'))).toBe(true);

      await changeApp('changed');
      expect((await project.build()).stderr).toMatch(/^Building the servers \(about/);
      expect(await project.read('dist/web/index.html')).toBe('another page\n');
      expect(await (await project.startApp()).tell()).toContain('changed another page');

      await changeApp('later');
      await changeApp('changed'); // unchanged again: a new time, the same text
      await project.write('apps/tiny/src/main.spec.ts', 'it is a test\n');
      expect((await project.build()).stderr).toBe('Nothing changed since the last build.\n');
    },
    LIMIT_MS,
  );

  it(
    'is repeated if settings, tools or packages change',
    async () => {
      for (const path of ['tsconfig.build.json', 'scripts/build/parts.mjs', 'package-lock.json']) {
        await project.write(path, `${await project.read(path)}\n`);
        expect((await project.build()).stderr).toMatch(/^Building the servers/);
      }
    },
    LIMIT_MS,
  );

  it(
    'is repeated if nest start has compiled something else into it',
    async () => {
      await project.write('dist/.tsbuildinfo', '{}');
      expect((await project.build()).stderr).toMatch(/^Building the servers \(/);
      expect((await project.build()).stderr).toBe('Nothing changed since the last build.\n');
    },
    LIMIT_MS,
  );

  it(
    'does not affect a process that runs its page and its code, at any number of builds',
    async () => {
      const app = await project.startApp();
      const folder = await present();
      for (const word of ['second', 'third', 'fourth']) {
        await changeApp(word);
        await project.write('apps/web/index.html', `${word} page\n`);
        expect((await project.build()).code).toBe(0);
      }
      expect(await app.tell()).toBe('first\nlater the page\n');
      expect(await (await project.startApp()).tell()).toBe('first\nfourth fourth page\n');

      // Now that it has ended, the next build removes old builds: the last two stay.
      expect(await project.builds()).toContain(folder);
      await changeApp('fifth');
      expect((await project.build()).code).toBe(0);
      expect(await project.builds()).not.toContain(folder);
      expect(await project.builds()).toHaveLength(2);
    },
    LIMIT_MS,
  );

  it(
    'waits for another one, and neither removes the existing build',
    async () => {
      await changeApp('both');
      const [one, other] = [project.startBuild(), project.startBuild()];
      let running = true;
      void Promise.all([one.ended, other.ended]).then(() => (running = false));
      while (running) {
        expect(existsSync(project.path(MAIN))).toBe(true);
        await delay(5);
      }
      const ended = [await one.ended, await other.ended];
      expect(ended.map(({ code }) => code)).toEqual([0, 0]);
      const said = ended.map(({ stderr }) => stderr).sort();
      expect(said[0]).toBe(
        'Another build is running: waiting for it …\nNothing changed since the last build.\n',
      );
      expect(said[1]).toMatch(/^Building the servers \(.*\nBuilt in \d+ s\.\n$/);
      expect(await (await project.startApp()).tell()).toContain('both');
    },
    LIMIT_MS,
  );

  it(
    'that is killed keeps the previous build',
    async () => {
      const before = await present();
      const builds = (await project.builds()).length;
      await changeApp('never');
      const { child, ended } = project.startBuild();
      await waitFor(
        async () => (await project.builds()).length > builds,
        LIMIT_MS,
        () => 'the build to begin',
      );
      process.kill(-child.pid!, 'SIGKILL');
      await ended;
      expect(await present()).toBe(before);
      expect(await (await project.startApp()).tell()).toContain('later');

      await changeApp('again');
      expect((await project.build()).code).toBe(0);
      expect(await (await project.startApp()).tell()).toContain('again');
      expect(await project.builds()).toHaveLength(2);
    },
    LIMIT_MS,
  );

  it(
    'that fails keeps the previous build, and says so',
    async () => {
      const before = await present();
      await project.write('apps/tiny/src/later.ts', "export const word: number = 'no';\n");
      const { code, stderr, stdout } = await project.build();
      expect(code).toBe(1);
      expect(stdout).toContain('TS2322');
      expect(stderr).toContain('The build failed');
      expect(await present()).toBe(before);
      expect(await project.builds()).not.toHaveLength(3);
      expect(await (await project.startApp()).tell()).toContain('later');
    },
    LIMIT_MS,
  );
});
