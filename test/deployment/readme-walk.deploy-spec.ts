import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { AppProcess } from '../support/app-process.js';
import { openFolder } from '../topologies/folder.js';

const README = new URL('../../README.md', import.meta.url);
const DOCUMENTED_URL = 'http://127.0.0.1:8001';
const run = promisify(execFile);

/** The first to-do item of the README, word for word in one shell; only the port differs. */
it('runs the commands of the README and gets the answers that it shows', async () => {
  const folder = await openFolder();
  const app = await AppProcess.start('monolith', folder.path, {});
  try {
    const { commands, answers } = parse(await readFile(README, 'utf8'));
    expect(commands.length).toBeGreaterThan(5);
    const script = commands.join('\n').replaceAll(DOCUMENTED_URL, app.url);
    const { stdout } = await run('bash', ['-euc', script]);
    expect(stdout.trim().split('\n')).toEqual(answers);
  } finally {
    await app.stop();
    await folder.remove();
  }
});

/** The commands, and the answers quoted below them. */
function parse(readme: string) {
  const walk = readme.slice(
    readme.indexOf('### A first to-do item'),
    readme.indexOf('## Topologies'),
  );
  return {
    commands: [...walk.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, command]) => command!.trim()),
    answers: [...walk.matchAll(/^> `(.*)`$/gm)].map(([, answer]) => answer!),
  };
}
