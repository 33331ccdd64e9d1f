import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DetailedItem } from '#client';
import { AppProcess } from '../support/app-process.js';
import { AtTerminal } from '../support/at-terminal.js';
import { send } from '../support/client.js';
import { PASSWORD, Person } from '../support/person.js';
import { seededRandom } from '../support/random.js';
import { codeOf, SecondFactors } from '../support/second-factors.js';
import { type Folder, openFolder } from '../topologies/folder.js';
import { CommandUser, type Items, MAIN } from './command.js';
import { describeInvitations } from './invitations.suite.js';

const PUBLIC_URL = 'https://todo.example.com';
const CONFIG = 'seam-todo/config.json';

/** What a report of an import counts. */
interface Counts {
  created: number;
  already_there: number;
}

/** The built command and a built monolith. */
describe('the command', () => {
  let data: Folder;
  let app: AppProcess;
  let user: CommandUser;
  let person: Person;

  beforeAll(async () => {
    data = await openFolder();
    app = await AppProcess.start('monolith', data.path, { PUBLIC_URL });
  });
  beforeEach(async () => {
    user = await CommandUser.make();
    person = await Person.arrive({ authUrl: app.url, todoUrl: app.url });
  });
  afterEach(() => user.remove());
  afterAll(async () => {
    await app?.stop();
    await data?.remove();
  });

  const logIn = (...answers: string[]) => user.logIn(app.url, person.email, ...answers);
  const stored = async () =>
    JSON.parse(await readFile(join(user.folder, CONFIG), 'utf8')) as { token: string };
  const titles = async (...args: string[]) =>
    (await user.json<Items>('list', ...args)).items.map(({ title }) => title);

  it('is used from a login to a logout', async () => {
    expect(await user.run('list')).toMatchObject({ exit: 3, stdout: '' });
    expect((await logIn()).stderr).toBe('');
    expect((await stat(join(user.folder, CONFIG))).mode & 0o777).toBe(0o600);
    const { token } = await stored();

    const due = ['--due', '2026-12-31', '--time', '09:30', '--remind', 'yes', '--label', 'calls'];
    const item = await user.json<DetailedItem>('add', 'call Ada', ...due);
    expect(item.due).toEqual({ date: '2026-12-31', time: '09:30', time_zone: 'Europe/Berlin' });
    await user.json('add', 'buy milk');
    expect((await user.run('list', '--search', 'ada')).stdout).toBe(
      `${String(item.id).padStart(4)}  [ ] call Ada  2026-12-31 09:30 Europe/Berlin  reminder  #calls\n`,
    );

    expect(await user.run('done', String(item.id))).toMatchObject({ exit: 0 });
    expect([await titles(), await titles('--done')]).toEqual([['buy milk'], ['call Ada']]);

    const older = ['edit', String(item.id), '--title', 'call Ben', '--etag', item.etag];
    const conflict = await user.run(...older);
    expect(conflict).toMatchObject({ exit: 1, stdout: '' });
    expect(conflict.stderr).toContain('title is "call Ada"');
    const opened = ['edit', String(item.id), '--title', 'call Ben', '--status', 'PENDING'];
    expect(await user.json(...opened, '--due', 'none')).toMatchObject({
      ...{ title: 'call Ben', due: null, status: 'PENDING' },
    });

    expect(await user.run('rm', String(item.id), '1000000')).toMatchObject({ exit: 1 });
    expect(await titles('--all')).toEqual(['buy milk']);
    expect(await user.run('restore', String(item.id))).toMatchObject({ exit: 0 });
    expect(await titles('--sort=-title')).toEqual(['call Ben', 'buy milk']);

    const other = await Person.arrive({ authUrl: app.url, todoUrl: app.url });
    const shared = await user.run('share', String(item.id), other.email);
    expect(shared.stdout).toContain(`${other.email} is invited`);

    const ended = await user.start(['logout'], `${PASSWORD}\n`).end();
    expect(ended).toMatchObject({ exit: 0, stdout: 'Logged out.\n' });
    expect(existsSync(join(user.folder, CONFIG))).toBe(false);
    expect((await send('GET', `${app.url}/api/v2/items`, { token })).status).toBe(401);
  });

  describe('of two people', () => describeInvitations(() => app.url, PUBLIC_URL));

  it('imports what it has exported, once', async () => {
    await logIn();
    await user.write('seed.csv', csvOf(seededRandom()));
    expect(await user.json<Counts>('import', 'seed.csv')).toMatchObject({ created: 30 });
    const items = (await user.json<Items>('list', '--all')).items.map(contentsOf);
    expect(items).toHaveLength(30);
    expect((await user.json<{ lists: { name: string }[] }>('lists')).lists).toMatchObject([
      { name: 'work' },
    ]);

    for (const format of ['json', 'csv']) {
      const exported = await user.run('export', '--format', format);
      await user.write(`all.${format}`, exported.stdout);
    }
    const another = await Person.arrive({ authUrl: app.url, todoUrl: app.url });
    for (const file of ['all.json', 'all.csv']) {
      person =
        file === 'all.json' ? another : await Person.arrive({ authUrl: app.url, todoUrl: app.url });
      expect((await logIn()).stderr).toContain('stays valid'); // that of the person before
      expect(await user.run('import', file, '--dry-run')).toMatchObject({ stdout: '30 valid.\n' });
      expect(await user.json<Counts>('import', file)).toMatchObject({ created: 30 });
      expect(await user.json<Counts>('import', file)).toMatchObject({
        ...{ created: 0, already_there: 30 },
      });
      const again = (await user.json<Items>('list', '--all')).items.map(contentsOf);
      expect(again).toEqual(items);
    }
  });

  it('imports a project of Todoist', async () => {
    await logIn();
    const lines = [
      'TYPE,CONTENT,DESCRIPTION,PRIORITY,INDENT,AUTHOR,RESPONSIBLE,DATE,DATE_LANG,TIMEZONE',
      'task,Water the plants @home,,1,1,Ada (1),,every monday 9:00,en,Europe/Berlin',
      'task,Buy soil,,4,1,Ada (1),,next moon,en,',
    ];
    await user.write('a.csv', lines.join('\r\n'));
    const invalid = await user.run('import', 'a.csv');
    expect([invalid.exit, await titles()]).toEqual([2, []]);
    expect(invalid.stderr).toContain('line 3: the date "next moon"');
    expect(await user.run('import', 'a.csv', '--skip-invalid')).toMatchObject({ exit: 0 });
    expect((await user.json<Items>('list')).items).toMatchObject([
      { title: 'Water the plants', labels: ['home'], priority: 3, repeat: 'FREQ=WEEKLY' },
    ]);
  });

  it('watches, and ends without an error when it is stopped, or is not read any more', async () => {
    await logIn();
    const watching = user.start(['watch']);
    await user.json('add', 'first');
    await watching.prints('first');
    await user.json('add', 'second');
    await watching.prints('second');
    watching.stop();
    expect(await watching.end()).toMatchObject({ exit: 0, stderr: '' });

    const piped = user.start(['watch', '--json']);
    await piped.prints('"event":"list"');
    piped.readNoMore();
    await user.json('add', 'third');
    expect(await piped.end()).toMatchObject({ exit: 0, stderr: '' });
  });

  it('does all of its work though its output is not read any more', async () => {
    await logIn();
    const items: DetailedItem[] = [];
    for (const title of ['a', 'b', 'c']) items.push(await user.json<DetailedItem>('add', title));
    const ticking = user.start(['done', ...items.map(({ id }) => String(id))]);
    ticking.readNoMore();
    expect(await ticking.end()).toMatchObject({ exit: 0, stderr: '' });
    expect(await titles('--done')).toEqual(['a', 'b', 'c']);
  });

  it('deletes the access token of the login before, and says its version', async () => {
    await logIn();
    const { token } = await stored();
    expect((await logIn()).stderr).toBe('');
    expect((await send('GET', `${app.url}/api/v2/items`, { token })).status).toBe(401);
    expect(await user.run('list')).toMatchObject({ exit: 0 });
    expect((await user.run('--version')).stdout).toMatch(/ \d+\.\d+\.\d+\n$/);
  });

  it('logs in with a second factor, or with an access token', async () => {
    const factors = new SecondFactors({ authUrl: app.url, env: {} });
    await factors.setUpApp(person.token);
    await logIn(codeOf(factors.app, 1));
    const { token } = await stored();
    const other = await CommandUser.make();
    const args = ['login', '--url', app.url, '--token-stdin'];
    expect(await other.start(args, `${token}\n`).end()).toMatchObject({ exit: 0 });
    expect(await other.run('list')).toMatchObject({ exit: 0 });
    await other.remove();
  });

  it('shows no password at a terminal', async () => {
    const terminal = AtTerminal.start(user.folder, { XDG_CONFIG_HOME: user.folder }, MAIN, 'login');
    const answers = { Address: app.url, Email: person.email, Password: PASSWORD };
    for (const [question, answer] of Object.entries(answers)) {
      await terminal.shows(`${question}: `);
      terminal.type(`${answer}\r`);
    }
    const { code, output } = await terminal.end();
    expect([code, output]).toEqual([0, expect.stringContaining(`Logged in at ${app.url}`)]);
    expect(output).toContain(person.email);
    expect(output).not.toContain(PASSWORD);
    expect((await stored()).token).toMatch(/^seam_pat_/);
  });

  it('says that the server cannot be reached', async () => {
    await user.start(['login', '--url', app.url, '--email', person.email], `${PASSWORD}\n`).end();
    const [closed, file] = [new URL(app.url), join(user.folder, CONFIG)];
    closed.port = '1';
    const text = (await readFile(file, 'utf8')).replace(app.url, closed.origin);
    await user.write(CONFIG, text);
    const { exit, stderr } = await user.run('share', '1', person.email);
    expect([exit, stderr]).toEqual([4, expect.stringContaining('cannot be reached')]);
  });
});

/** Items of all kinds, in CSV. */
function csvOf(random: () => number): string {
  const one = (...texts: string[]) => texts[Math.floor(random() * texts.length)]!;
  const rows = Array.from({ length: 30 }, (_, i) =>
    [
      `"${one('=call', 'buy', '-', "it's")} ""${i}"", ${one('ä', '😀', 'x;y')}"`,
      one('PENDING', 'DONE', ''),
      `"${one('', '# Notes\n\n- a', '=1', ' space ')}"`,
      one('0', '1', '2', '3', ''),
      one(',,,,', '2026-12-31,,,,', '2090-12-31,09:30,UTC,true,', '2026-12-31,,,,FREQ=DAILY'),
      one('', 'a', 'a;b', '"c\\;d"', '@e'),
      one('', 'work'),
    ].join(','),
  );
  const head = 'title,status,notes,priority,due_date,due_time,time_zone,remind,repeat,labels,list';
  // The first row names the list, so that there is one.
  return [head, 'first,,,,,,,,,,work', ...rows.slice(1)].join('\n');
}

/** What an import keeps of an item. */
function contentsOf({ title, status, notes, priority, due, remind, repeat, labels }: DetailedItem) {
  return { title, status, notes, priority, due, remind, repeat, labels };
}
