import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { AppProcess } from '../support/app-process.js';
import { openFolder } from '../topologies/folder.js';

const DOCUMENT = new URL('../../docs/getting-started.md', import.meta.url);
const DOCUMENTED_URL = 'http://127.0.0.1:8001';
const run = promisify(execFile);

/** The first to-do item of docs/getting-started.md, word for word in one shell; only the port differs. */
it('runs the documented commands and gets the documented responses', async () => {
  const folder = await openFolder();
  const app = await AppProcess.start('monolith', folder.path, {});
  try {
    const { commands, answers } = parse(await readFile(DOCUMENT, 'utf8'));
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
function parse(text: string) {
  const walk = text.slice(text.indexOf('## A first to-do item'), text.indexOf('## Next'));
  return {
    commands: [...walk.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, command]) => command!.trim()),
    answers: [...walk.matchAll(/^> `(.*)`$/gm)].map(([, answer]) => answer!),
  };
}
