import { writeFile } from 'node:fs/promises';
import {
  cut,
  empty,
  json,
  problem,
  ScriptedServer,
  stream,
} from '../../../libs/client/src/testing/scripted-server.suite.js';
import { COMMANDS } from './commands.js';
import { COMMAND } from './product.js';
import { TestWorld } from './testing/test-world.suite.js';

const ITEM = {
  ...{ id: 7, title: 'call Ada', status: 'PENDING', notes: '', priority: 0, due: null },
  ...{ repeat: null, labels: [], list_id: null, position: null, role: 'owner', etag: '"a"' },
  ...{ created_at: null, updated_at: null, completed_at: null, remind: false },
};
const page = (...items: object[]) => json({ items, next_cursor: null });
const LIST = { id: 3, name: 'work', position: 0, archived: false, shared: false, role: 'owner' };
const LISTS = { lists: [{ ...LIST, created_at: 'x' }] };

describe('the command', () => {
  let server: ScriptedServer;
  let test: TestWorld;
  beforeEach(async () => {
    [server, test] = await Promise.all([ScriptedServer.start(), TestWorld.make()]);
    await test.logIn(server.url);
  });
  afterEach(async () => {
    await server.stop();
    await test.remove();
  });
  const sent = () => server.received.map(({ method, url }) => `${method} ${url}`);
  const body = (i = 0): unknown => JSON.parse(server.received.at(i)!.body);

  it('shows its help', async () => {
    const { exit, stdout } = await test.run('--help');
    expect(exit).toBe(0);
    for (const name of COMMANDS.keys()) expect(stdout).toContain(`\n  ${name} `);
  });

  it.each([...COMMANDS.keys()])('shows the help of %s', async (name) => {
    const { exit, stdout } = await test.run(name, '--help');
    expect([exit, stdout]).toEqual([0, expect.stringContaining(`Usage: ${COMMAND} ${name}`)]);
    expect(stdout).toContain('--json');
  });

  it.each([
    [[], /^Usage/],
    [['fly'], /no command "fly"/],
    [['add'], /add takes <title>/],
    [['add', 'buy', 'milk'], /add takes <title>\. Put the title in quotes\./],
    [['add', 'a', '--colour', 'red'], /: There is no option --colour\. See/],
    [['add', 'a', '--due'], /: --due needs a value\./],
    [['list', '--sort', '-due'], /: --sort needs a value\..* --sort=-value/],
    [['list', '--json=yes'], /: --json takes no value\./],
    [['--due', 'today', 'list'], /Write --due after the command/],
    [['help', 'fly'], /no command "fly"/],
    [['add', 'a', '--repeat', 'weekly'], /--repeat must be a rule/],
    [['lists', 'work'], /lists takes add/],
    [['lists', 'add'], /lists takes add/],
    [['lists', 'add', 'a', 'b'], /Put the name in quotes/],
    [['lists', 'leave', '3', '--remove', '2'], /--remove needs members/],
    [['lists', 'members', '0'], /"0" is no id of a list/],
    [['import', 'a.csv', '--list', 'a\u001bb'], /--list has control characters/],
    [['add', 'a', '--priority', '4'], /0 to 3/],
    [['add', 'a', '--remind', '1 hour'], /yes, none/],
    [['add', 'a', '--due', '2026-02-30'], /--due must be a day/],
    [['add', 'a', '--time', '09:30'], /need --due/],
    [['add', 'a', '--due', '2026-12-31', '--time', '9'], /--time must be/],
    [['add', 'a', '--due', '2026-12-31', '--zone', 'UTC'], /--zone needs --time/],
    [['add', 'a', '--due', '2026-12-31', '--time', '09:30', '--zone', 'Mars'], /no time zone/],
    [['list', '--all', '--done'], /exclude each other/],
    [['list', '--sort', 'colour'], /one of created, -created/],
    [['done', '1', 'x'], /"x" is no id/],
    [['edit', '0'], /"0" is no id/],
    [['edit', '7', '--priority', 'x'], /0 to 3/],
    [['import', 'a.txt'], /Say the format/],
    [['import', 'a.csv'], /cannot be read/],
    [['export', '--format', 'xml'], /one of json, csv/],
  ])('refuses the arguments %j', async (argv, message) => {
    const { exit, stdout, stderr } = await test.run(...argv);
    expect([exit, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
    expect(server.received).toEqual([]);
  });

  it('says its version', async () => {
    for (const option of ['--version', '-v']) {
      expect(await test.run(option)).toMatchObject({
        ...{ exit: 0, stdout: expect.stringMatching(/ \d+\.\d+\.\d+\n$/) as string },
      });
    }
  });

  it('takes common options before the command, and shows the help of one', async () => {
    server.script(page(ITEM));
    expect(JSON.parse((await test.run('--json', 'list')).stdout)).toEqual({ items: [ITEM] });
    const asked = [
      ['help', 'add'],
      ['--help', 'add'],
      ['add', '-h'],
    ].map(async (argv) => (await test.run(...argv)).stdout);
    expect(new Set(await Promise.all(asked)).size).toBe(1);
    expect(await asked[0]).toContain(`Usage: ${COMMAND} add`);
  });

  it('needs a login', async () => {
    await test.remove();
    const { exit, stderr } = await test.run('list');
    expect([exit, stderr]).toEqual([3, expect.stringContaining(`${COMMAND} login`)]);
  });

  it('says that the token is not valid any more', async () => {
    server.script(problem(401, 'unauthenticated'));
    expect(await test.run('list')).toMatchObject({ exit: 3, stdout: '' });
    expect(server.headers('token')).toEqual(['a-token']);
  });

  it('says what the server refuses', async () => {
    const errors = [{ path: 'title', pointer: '/title', message: 'x', detail: 'title is long.' }];
    server.script(problem(400, 'validation_failed', { errors }));
    const { exit, stderr } = await test.run('add', 'a');
    expect([exit, stderr]).toEqual([
      1,
      `${COMMAND}: validation_failed. title is long. (validation_failed)\n`,
    ]);
  });

  it('says that there is no answer', async () => {
    server.script(cut);
    expect(await test.run('share', '7', 'ben@example.com')).toMatchObject({ exit: 4 });
  });

  it('says that the answer is of another program', async () => {
    server.script((response) => response.end('<html>'));
    const { exit, stderr } = await test.run('lists');
    expect([exit, stderr]).toEqual([1, expect.stringContaining('Is the address right?')]);
  });

  it.each<[status: number, exit: number, message: string]>([
    [502, 4, 'The server cannot be reached now (502).'],
    [429, 1, 'There are too many requests now (429). Try again later.'],
    [500, 1, 'The server has answered 500. Is the address right?'],
  ])('says what a proxy answers: %d', async (status, exit, message) => {
    server.script((response) => response.writeHead(status).end('<html>'));
    const ended = await test.run('share', '7', 'ben@example.com');
    expect(ended).toEqual({ exit, stdout: '', stderr: `${COMMAND}: ${message}\n` });
  });

  it('says that the server is not available now', async () => {
    server.script(problem(503, 'auth_unavailable'));
    expect(await test.run('share', '7', 'ben@example.com')).toMatchObject({ exit: 4 });
  });

  it.each([
    ['lists', json({})],
    ['list', json(null)],
    ['lists', empty(204)],
  ])('says in one line that %s has an answer of another shape', async (name, step) => {
    server.script(step);
    const { exit, stdout, stderr } = await test.run(name);
    expect([exit, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^[^\n]*Is the address right\?\n$/);
    test.world = { isDebugged: true };
    expect((await test.run(name)).stderr).toContain('\n    at ');
  });

  it('says that there is no HTTPS', async () => {
    await test.logIn(server.url.replace('http:', 'https:'));
    const { exit, stderr } = await test.run('share', '7', 'ben@example.com');
    expect([exit, stderr]).toEqual([4, expect.stringContaining('does not speak HTTPS there')]);
  });

  it.each([
    { url: 'nonsense nonsense', token: 'a' },
    { url: 'https://todo.example.com', token: 'a\nb' },
  ])('says that its settings cannot be understood: %j', async (settings) => {
    await writeFile(test.configFile, JSON.stringify(settings));
    const { exit, stderr } = await test.run('list');
    expect([exit, stderr]).toEqual([2, expect.stringContaining('cannot be understood')]);
  });

  it.each([
    ['list', 1],
    ['done', 0],
  ])('says whether %s only reads', async (name, times) => {
    let only = 0;
    test.world = { onlyReads: () => only++ };
    server.script(page());
    await test.run(name, ...(name === 'done' ? ['7'] : []));
    expect(only).toBe(times);
  });

  it('says that its settings cannot be read', async () => {
    test.world = { configFile: `${test.configFile}/config.json` };
    const { exit, stderr } = await test.run('list');
    expect([exit, stderr]).toEqual([2, expect.stringContaining('ENOTDIR')]);
    await writeFile(test.configFile, '{}');
    test.world = {};
    expect((await test.run('list')).stderr).toContain('cannot be understood');
  });

  it('gives the token to no other server', async () => {
    const other = await ScriptedServer.start();
    other.script(page());
    server.script((response) => response.writeHead(307, { location: other.url }).end());
    const { exit, stderr } = await test.run('list');
    expect([exit, stderr]).toEqual([1, expect.stringContaining(`leads to ${other.url}`)]);
    expect([other.received, sent().length]).toEqual([[], 1]);
    await other.stop();
  });

  it('adds items', async () => {
    server.script(json(LISTS), json({ ...ITEM, list_id: 3 }, 201));
    const due = ['--due', '2026-12-31', '--time', '09:30', '--repeat', 'FREQ=DAILY'];
    const others = ['--label', 'a', '--label', 'b', '--priority', '2', '--remind', 'yes'];
    const more = ['--notes', 'n', '--list', 'work'];
    const { exit, stdout } = await test.run('add', 'x', ...due, ...others, ...more);
    expect([exit, stdout]).toEqual([0, '   7  [ ] call Ada\n']);
    expect(body(1)).toEqual({
      ...{ title: 'x', notes: 'n', remind: true, priority: 2, labels: ['a', 'b'] },
      ...{ due: { date: '2026-12-31', time: '09:30', time_zone: 'Europe/Berlin' }, list_id: 3 },
      repeat: 'FREQ=DAILY',
    });
  });

  it('says that there is no such list', async () => {
    server.script(json(LISTS));
    const { exit, stderr } = await test.run('add', 'x', '--list', 'home');
    expect([exit, stderr]).toEqual([1, expect.stringContaining(`${COMMAND} lists add "home"`)]);
    expect(sent()).toEqual(['GET /api/v2/lists']);
  });

  it('makes a list', async () => {
    server.script(json(LISTS.lists[0], 201));
    expect((await test.run('lists', 'add', 'work')).stdout).toBe('   3  work\n');
    expect([sent(), body()]).toEqual([['POST /api/v2/lists'], { name: 'work' }]);
  });

  it('shows all of an item', async () => {
    const item = { ...ITEM, notes: '# Ada\n\u001b[2J', list_id: 3, created_at: '2026-11-30' };
    server.script(json(item), json(LISTS));
    expect((await test.run('show', '7')).stdout).toBe(
      [
        '   7  [ ] call Ada  (work)',
        ...['      role     owner', '      created  2026-11-30', ''],
        ...['# Ada', '\\u001b[2J', ''],
      ].join('\n'),
    );
    expect(JSON.parse((await test.run('show', '7', '--json')).stdout)).toBeDefined();
  });

  it('removes what an item has with none', async () => {
    server.script(json(ITEM), json(ITEM));
    const fields = ['notes', 'priority', 'due', 'remind', 'repeat', 'label', 'list'];
    await test.run('edit', '7', ...fields.flatMap((field) => [`--${field}`, 'none']));
    expect(body(1)).toEqual({
      ...{ notes: '', priority: 0, due: null, repeat: null, labels: [], list_id: null },
      remind: false,
    });
  });

  it.each([
    ['today', '2026-11-30'],
    ['tomorrow', '2026-12-01'],
  ])('knows the day %s', async (day, date) => {
    server.script(json(ITEM, 201));
    await test.run('add', 'x', '--due', day);
    expect(body()).toEqual({ title: 'x', due: { date } });
    server.script(page());
    await test.run('list', '--due-to', day);
    expect(sent().at(-1)).toContain(`due_to=${date}`);
  });

  it('says at a terminal that no item matches', async () => {
    server.script(page());
    expect(await test.run('list')).toEqual({ exit: 0, stdout: '', stderr: '' });
    test.world = { isTerminal: true };
    expect((await test.run('list')).stderr).toBe('There is no such item.\n');
  });

  it('lists all pages', async () => {
    server.script(
      json({ items: [{ ...ITEM, list_id: 3 }], next_cursor: 'c' }),
      page({ ...ITEM, id: 8, status: 'DONE', title: '\u001b[2J' }),
      json(LISTS),
    );
    const { stdout } = await test.run('list', '--all', '--sort=-due', '--search', 'a b');
    expect(stdout).toBe('   7  [ ] call Ada  (work)\n   8  [x] \\u001b[2J\n');
    expect(sent()).toEqual([
      'GET /api/v2/items?limit=100&text=a+b&sort=-due',
      'GET /api/v2/items?limit=100&text=a+b&sort=-due&cursor=c',
      'GET /api/v2/lists',
    ]);
  });

  it('lists in JSON', async () => {
    server.script(page(ITEM));
    const { stdout } = await test.run('list', '--json', '--list', 'default', '--label', 'a');
    expect(JSON.parse(stdout)).toEqual({ items: [ITEM] });
    expect(sent()).toEqual(['GET /api/v2/items?limit=100&status=PENDING&label=a&list=default']);
  });

  it('ticks and deletes several items, also if one is refused', async () => {
    server.script(json(ITEM), problem(404, 'item_not_found'), json({ ...ITEM, id: 9 }));
    const ticked = await test.run('done', '7', '8', '9', '--json');
    expect(ticked).toMatchObject({ exit: 1, stderr: '8: item_not_found. (item_not_found)\n' });
    expect(JSON.parse(ticked.stdout)).toMatchObject({ items: [{ id: 7 }, { id: 9 }] });
    expect(server.headers('if-match')).toEqual(['*', '*', '*']);
    server.script(empty(204));
    expect(await test.run('rm', '7')).toEqual({ exit: 0, stdout: '7 is deleted.\n', stderr: '' });
    expect(sent().at(-1)).toBe('DELETE /api/v2/items/7');
  });

  it('prints what was done before an error, in JSON', async () => {
    server.script(json(ITEM), problem(401, 'unauthenticated'));
    const { exit, stdout } = await test.run('done', '7', '8', '--json');
    expect(exit).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({ items: [{ id: 7 }] });
  });

  it('restores items, shares them, and shows lists', async () => {
    const users = [{ user_id: 1, email: 'ben@example.com', role: 'member' }];
    server.script(json(ITEM), json(users, 201), json(LISTS));
    expect((await test.run('restore', '7')).stdout).toBe('   7  [ ] call Ada\n');
    expect((await test.run('share', '7', 'ben@example.com')).stdout).toContain('ben@example.com');
    expect((await test.run('lists')).stdout).toBe('   3  work\n');
    expect(sent().slice(0, 2)).toEqual([
      'POST /api/v2/items/7/restore',
      'POST /api/v1/items/7/users',
    ]);
  });

  it('shares lists, shows who has them, and leaves them', async () => {
    const members = [{ user_id: 1, email: 'ben@example.com', role: 'owner' }];
    const shared = { ...LISTS.lists[0], shared: true, role: 'member' };
    server.script(json({ members }, 201), json({ members }), json({ members: [] }));
    expect((await test.run('share', '--list', '3', 'ben@example.com')).stdout).toBe(
      'ben@example.com  owner\n',
    );
    expect((await test.run('lists', 'members', '3')).stdout).toBe('ben@example.com  owner\n');
    expect((await test.run('lists', 'leave', '3')).stdout).toBe('3 is left.\n');
    expect(sent()).toEqual([
      'POST /api/v2/lists/3/members',
      'GET /api/v2/lists/3/members',
      'DELETE /api/v2/lists/3/members/me',
    ]);
    server.script(json({ lists: [shared] }));
    expect((await test.run('lists')).stdout).toBe('   3  work  shared\n');
  });

  it('finds a list by its name, and says that it is not left if no other one has it', async () => {
    server.script(json(LISTS), problem(404, 'connection_not_found'));
    const { exit, stderr } = await test.run('lists', 'leave', 'work');
    expect([exit, stderr]).toEqual([1, expect.stringContaining('No one else has this list')]);
    expect(sent()).toEqual(['GET /api/v2/lists', 'DELETE /api/v2/lists/3/members/me']);
    server.script(json(LISTS));
    const none = await test.run('lists', 'members', 'default');
    expect(none.stderr).toContain('The default list is yours alone.');
  });

  it.each(['Ben@example.com ', '2'])('removes a member of a list: %s', async (who) => {
    const [ada, ben] = [
      { user_id: 1, email: 'ada@example.com', role: 'owner' },
      { user_id: 2, email: 'ben@example.com', role: 'member' },
    ];
    server.script(json({ members: [ada, ben] }), json({ members: [ada] }));
    expect(await test.run('lists', 'members', '3', '--remove', who)).toEqual({
      ...{ exit: 0, stdout: 'ada@example.com  owner\n', stderr: '' },
    });
    expect(sent()).toEqual(['GET /api/v2/lists/3/members', 'DELETE /api/v2/lists/3/members/2']);
  });

  it('removes no one whom a list has not', async () => {
    server.script(json({ members: [] }));
    const { exit, stdout, stderr } = await test.run('lists', 'members', '3', '--remove', 'a@b.de');
    expect([exit, stdout, sent()]).toEqual([1, '', ['GET /api/v2/lists/3/members']]);
    expect(stderr).toContain('"a@b.de" is no member of this list.');
  });

  it('shows members of a list in JSON', async () => {
    const members = [{ user_id: 1, email: 'ada@example.com', role: 'owner' }];
    server.script(json({ members }));
    const { stdout } = await test.run('lists', 'members', '3', '--json');
    expect(JSON.parse(stdout)).toEqual({ members });
  });

  it('edits an item as it was seen', async () => {
    const due = { date: '2026-12-31', time: '09:30', time_zone: 'UTC' };
    server.script(json({ ...ITEM, due }), json(ITEM));
    const change = ['--title', 'b', '--due', '2027-01-01', '--label', 'none', '--status', 'DONE'];
    expect(await test.run('edit', '7', ...change)).toMatchObject({ exit: 0 });
    expect(body(1)).toEqual({
      ...{ title: 'b', due: { ...due, date: '2027-01-01' }, labels: [], status: 'DONE' },
    });
    expect(server.headers('if-match')).toEqual([undefined, '"a"']);
  });

  it('says what has changed of an item meanwhile', async () => {
    const current = { ...ITEM, title: 'call Ben', labels: ['b'], etag: '"b"' };
    server.script(json(ITEM), problem(412, 'item_changed', { current }));
    const { exit, stderr } = await test.run('edit', '7', '--priority', '1');
    expect(exit).toBe(1);
    expect(stderr).toContain(
      'title was "call Ada", and is "call Ben"\nlabels was [], and is ["b"]',
    );
    server.script(json(current), problem(412, 'item_changed', { current }));
    const older = await test.run('edit', '7', '--title', 'x', '--etag', '"0"');
    expect(older.stderr).toContain('title is "call Ben"\nIts ETag is "b"');
    expect(server.headers('if-match').at(-1)).toBe('"0"');
  });

  it('watches until it is stopped', async () => {
    const stop = new AbortController();
    test.world = { stopping: () => stop.signal };
    const list = { pending: [ITEM], done: [] };
    const events = [
      ['list', list],
      ['created', { ...ITEM, id: 8 }],
      ['deleted', { id: 8 }],
      ['lists', LISTS],
    ].map(([name, data]) => `event: ${name as string}\ndata: ${JSON.stringify(data)}\n\n`);
    let stdout = '';
    const write = (text: string) => {
      stdout += text;
      if (text.includes('work')) stop.abort();
    };
    test.world = { ...test.world, stdout: { write } };
    server.script(stream(events.join(''), true));
    expect(await test.run('watch')).toMatchObject({ exit: 0, stderr: '' });
    expect(stdout.split('\n')).toEqual([
      '   7  [ ] call Ada',
      'created    8  [ ] call Ada',
      ...['deleted    8', 'lists   work', ''],
    ]);
  });

  it('exports what an import reads', async () => {
    const due = { date: '2026-12-31', time: '09:30', time_zone: 'UTC' };
    const exported = { title: '=b', due, remind: true, labels: ['x'], list_id: 3 };
    const items = [ITEM, { ...ITEM, id: 8, ...exported }];
    server.script(json(LISTS), page(...items), json(LISTS), page(...items));
    const [asJson, asCsv] = [await test.run('export'), await test.run('export', '--format', 'csv')];
    test.files = { 'a.json': asJson.stdout, 'a.csv': asCsv.stdout };
    for (const file of ['a.json', 'a.csv']) {
      server.script(json(LISTS), json({ results: [{ status: 201 }, { status: 201 }] }));
      const from = server.received.length;
      expect(await test.run('import', file)).toMatchObject({
        ...{ exit: 0, stdout: '2 created, 0 already there, 0 refused.\n' },
      });
      expect(body(from + 1)).toMatchObject({
        operations: [{ title: 'call Ada', list_id: null }, exported],
      });
    }
  });
});
