import {
  json,
  problem,
  ScriptedServer,
} from '../../../../libs/client/src/testing/scripted-server.suite.js';
import { TestWorld } from '../testing/test-world.suite.js';

interface Item {
  title: string;
  list_id: number;
}

describe('an import', () => {
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
  const bodies = () => server.received.map(({ body }) => JSON.parse(body) as { client_id: string });

  it('sends nothing of a file with an invalid line', async () => {
    test.files = { 'a.csv': 'title,priority\na,1\nb,9\n' };
    const { exit, stderr } = await test.run('import', 'a.csv');
    expect([exit, server.received]).toEqual([2, []]);
    expect(stderr).toContain('line 3: priority must be 0 to 3, not 9\n');
    expect(stderr).toContain('Nothing was sent');
  });

  it('leaves out invalid lines if that is wanted', async () => {
    test.files = { 'a.csv': 'title,priority\na,1\nb,9\n' };
    server.script(json({}, 201));
    const { exit, stdout } = await test.run('import', 'a.csv', '--skip-invalid');
    expect([exit, stdout]).toEqual([0, '1 created, 0 already there, 0 refused, 1 left out.\n']);
  });

  it('sends nothing if the file is only checked', async () => {
    await test.remove(); // without a login, too
    test.files = { '-': 'title\na\nb\n' };
    const { exit, stdout } = await test.run('import', '-', '--format', 'csv', '--dry-run');
    expect([exit, stdout, server.received]).toEqual([0, '2 valid.\n', []]);
  });

  it('sends the same ids again, and counts what was there', async () => {
    test.files = { 'a.csv': 'title\na\na\n' };
    server.script(json({}, 201), json({}, 201), json({}, 200), problem(409, 'client_id_used'));
    await test.run('import', 'a.csv');
    const { exit, stdout } = await test.run('import', 'a.csv', '--json');
    expect(exit).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      ...{ created: 0, already_there: 2, gone: 0, refused: [], invalid: [] },
    });
    const ids = bodies().map(({ client_id }) => client_id);
    expect(new Set(ids).size).toBe(2);
    expect(ids.slice(2)).toEqual(ids.slice(0, 2));
  });

  it('reports what is refused, and sends the others', async () => {
    test.files = { 'a.csv': 'title\na\nb\nc\n' };
    server.script(json({}, 201), problem(409, 'title_limit_reached'), problem(410, 'item_gone'));
    const { exit, stdout, stderr } = await test.run('import', 'a.csv');
    expect(exit).toBe(1);
    expect(stdout).toBe(
      '1 created, 0 already there, 1 deleted since the import before, 1 refused.\n',
    );
    expect(stderr).toBe('3 of 3\nline 3: title_limit_reached. (title_limit_reached)\n');
  });

  it('ends with what all rows would get', async () => {
    test.files = { 'a.csv': 'title\na\nb\n' };
    server.script(problem(409, 'item_limit_reached'));
    const { exit, stderr } = await test.run('import', 'a.csv');
    expect([exit, stderr]).toEqual([1, expect.stringContaining('Stopped after 0 new items.')]);
    expect(server.received).toHaveLength(1);
  });

  it('makes lists that are missing once, and files the other rows in one', async () => {
    test.files = { 'a.csv': 'title,list\na,work\nb,home\nc,home\nd,\n' };
    const lists = [{ id: 3, name: 'work' }];
    server.script(
      json({ lists }),
      json({ id: 4, name: 'home' }, 201),
      json({ id: 5, name: 'inbox' }, 201),
      json({}, 201),
    );
    const { stderr } = await test.run('import', 'a.csv', '--list', 'inbox', '--chunk', '4');
    expect(stderr).toBe('The list "home" is new.\nThe list "inbox" is new.\n4 of 4\n');
    const items = server.received.slice(3).map(({ body }) => JSON.parse(body) as Item);
    expect(items).toHaveLength(4);
    const places = items.map(({ title, list_id }) => [title, list_id]);
    expect(Object.fromEntries(places)).toEqual({ a: 3, b: 4, c: 4, d: 5 });
  });
});
