import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Step, stepsOf, Walker } from './walk.js';

const LIMIT_MS = 30_000;
const PAGE = [
  '# Walk',
  '## 1. Go',
  '```sh\nmkdir -p a\ncd a\nNAME=there\n```',
  '## 2. Serve',
  '```sh server\necho "ready at http://here" && sleep 100\n```',
  '## 3. Say',
  '```sh\necho "hello $NAME"\npwd\n```',
  '> `hello there`\n>\n> `/a`',
].join('\n\n');

describe('a walk', () => {
  let folder: string;
  let walker: Walker;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'walk-'));
    walker = new Walker(folder, { 'http://here': 'http://elsewhere' });
  });
  afterEach(async () => {
    await walker.end();
    await rm(folder, { recursive: true });
  });

  const step = (commands: string, ...answers: string[]): Step => ({
    title: '1. Test',
    commands,
    isServer: false,
    answers,
  });

  it(
    'takes the steps of a page in one shell, beside its servers',
    async () => {
      const steps = stepsOf(PAGE);
      expect(steps.map(({ title, isServer }) => [title, isServer])).toEqual([
        ['1. Go', false],
        ['2. Serve', true],
        ['3. Say', false],
      ]);
      for (const each of steps) await walker.take(each);
      expect(await readdir(folder)).toEqual(['a']);
    },
    LIMIT_MS,
  );

  it('fails if a command fails', async () => {
    await expect(walker.take(step('echo before\nfalse\n'))).rejects.toThrow('before');
  });

  it.each([
    ['is missing', ['two']],
    ['is printed earlier', ['one', 'zero']],
  ])('fails if an answer %s', async (_, answers) => {
    const wrong = walker.take(step('echo zero; echo one\n', ...answers));
    await expect(wrong).rejects.toThrow(`1. Test did not print ${answers.at(-1)}`);
  });

  it('has other texts in place of those of the page', async () => {
    await walker.take(step('echo http://here/a\n', 'http://here/a'));
    const said = walker.take(step('echo http://here/a\n', 'http://unknown'));
    await expect(said).rejects.toThrow('http://elsewhere/a');
  });
});
