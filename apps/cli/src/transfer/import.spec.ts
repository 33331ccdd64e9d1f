import {
  json,
  problem,
  ScriptedServer,
} from '../../../../libs/client/src/testing/scripted-server.suite.js';
import { TestWorld } from '../testing/test-world.suite.js';

interface Operation {
  title: string;
  list_id: number;
  client_id: string;
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
  const operationsOf = (request: number) =>
    (JSON.parse(server.received[request]!.body) as { operations: Operation[] }).operations;
  const results = (...statuses: (number | [status: number, code: string])[]) =>
    json({
      results: statuses.map((each) => {
        if (typeof each === 'number') return { status: each, id: 1 };
        return { status: each[0], code: each[1], title: `${each[1]}.` };
      }),
    });

  it('sends nothing of a file with an invalid line', async () => {
    test.files = { 'a.csv': 'title,priority\na,1\nb,9\n' };
    const { exit, stderr } = await test.run('import', 'a.csv');
    expect([exit, server.received]).toEqual([2, []]);
    expect(stderr).toContain('line 3: priority must be 0 to 3, not 9\n');
    expect(stderr).toContain('Nothing was sent');
  });

  it('sends nothing of 50,000 lines of which the last is invalid', async () => {
    test.files = { 'a.csv': `title,priority\n${'a,1\n'.repeat(49_998)}b,9\n` };
    const { exit, stdout, stderr } = await test.run('import', 'a.csv');
    expect([exit, stdout, server.received]).toEqual([2, '', []]);
    expect(stderr).toMatch(/^line 50000: priority must be 0 to 3, not 9\n.*Nothing was sent/);
  });

  it('leaves out invalid lines if that is wanted', async () => {
    test.files = { 'a.csv': 'title,priority\na,1\nb,9\n' };
    server.script(results(201));
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
    server.script(results(201, 201), results(200, [409, 'client_id_used']));
    await test.run('import', 'a.csv');
    const { exit, stdout } = await test.run('import', 'a.csv', '--json');
    expect(exit).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      ...{ created: 0, already_there: 2, gone: 0, refused: [], invalid: [] },
    });
    const ids = operationsOf(0).map(({ client_id }) => client_id);
    expect(new Set(ids).size).toBe(2);
    expect(operationsOf(1).map(({ client_id }) => client_id)).toEqual(ids);
  });

  it('reports what is refused, and sends the others', async () => {
    test.files = { 'a.csv': 'title\na\nb\nc\n' };
    server.script(results(201, [409, 'title_limit_reached'], [410, 'item_gone']));
    const { exit, stdout, stderr } = await test.run('import', 'a.csv');
    expect(exit).toBe(1);
    expect(stdout).toBe(
      '1 created, 0 already there, 1 deleted since the import before, 1 refused.\n',
    );
    expect(stderr).toBe('3 of 3\nline 3: title_limit_reached. (title_limit_reached)\n');
  });

  it.each([
    ['item_limit_reached', 409],
    ['database_required', 501],
  ])('ends with what all rows would get: %s', async (code, status) => {
    test.files = { 'a.csv': 'title\na\nb\nc\n' };
    server.script(results(201, [status, code], [status, code]));
    const { exit, stderr } = await test.run('import', 'a.csv');
    expect([exit, stderr]).toEqual([1, expect.stringContaining('Stopped after 1 new items.')]);
    expect(server.received).toHaveLength(1);
  });

  it('survives a short outage: the same request is sent again, with its key', async () => {
    test.files = { 'a.csv': 'title\na\nb\nc\n' };
    server.script(
      results(201, [503, 'database_unavailable'], 201),
      results(201, [409, 'idempotency_key_in_use'], 201),
      results(201, 201, 201),
    );
    const { exit, stdout } = await test.run('import', 'a.csv');
    expect([exit, stdout]).toEqual([0, '3 created, 0 already there, 0 refused.\n']);
    expect(test.pauses).toEqual([1_000, 2_000]);
    expect(new Set(server.headers('idempotency-key')).size).toBe(1);
    expect(operationsOf(2)).toEqual(operationsOf(0));
  });

  it.each([
    [503, 'database_unavailable'],
    [409, 'idempotency_key_in_use'],
  ])('ends after an outage that lasts: %d %s', async (status, code) => {
    test.files = { 'a.csv': 'title\na\nb\nc\n' };
    server.script(results(201, [status, code], 201));
    const { exit, stderr } = await test.run('import', 'a.csv');
    expect([exit, test.pauses]).toEqual([4, [1_000, 2_000, 4_000, 8_000]]);
    expect(stderr).toContain('Stopped after 2 new items.');
    expect(stderr).toContain(`${code}. (${code})\n`);
  });

  it('sends the valid rows of a request again that the server cannot read', async () => {
    test.files = { 'a.csv': 'title\na\nb\nc\n' };
    const errors = [{ pointer: '/operations/1/title', detail: 'operations.1.title is odd.' }];
    server.script(problem(400, 'validation_failed', { errors }), results(201, 201));
    const { exit, stdout, stderr } = await test.run('import', 'a.csv');
    expect([exit, stdout]).toEqual([1, '2 created, 0 already there, 1 refused.\n']);
    expect(stderr).toContain('line 3: validation_failed. title is odd. (validation_failed)\n');
    expect(operationsOf(1).map(({ title }) => title)).toEqual(['a', 'c']);
  });

  it('sends so many rows in a request as it may have', async () => {
    const rows = Array.from({ length: 150 }, (_, i) => `${i},${'x'.repeat(20_000)}`);
    test.files = { 'a.csv': ['title,notes', ...rows].join('\n') };
    const counts = [49, 49, 49, 3];
    server.script(...counts.map((count) => results(...Array<number>(count).fill(201))));
    expect((await test.run('import', 'a.csv')).stdout).toMatch(/^150 created/);
    expect(server.received.map((_, i) => operationsOf(i).length)).toEqual(counts);
    test.files = { 'a.csv': `title\n${'a\n'.repeat(101)}` };
    server.script(results(...Array<number>(100).fill(201)), results(201));
    const { stderr } = await test.run('import', 'a.csv');
    expect(stderr).toBe('100 of 101\n101 of 101\n');
  });

  it.each([
    ['default', null],
    ['none', null],
    ['3', 3],
    ['work', 3],
  ])('files rows that name no list in %s', async (list, id) => {
    test.files = { 'a.csv': 'title,list\na,\nb,work\n' };
    server.script(json({ lists: [{ id: 3, name: 'work' }] }), results(201, 201));
    expect(await test.run('import', 'a.csv', '--list', list)).toMatchObject({ exit: 0 });
    expect(operationsOf(1).map(({ list_id }) => list_id)).toEqual([id, 3]);
  });

  it('makes no list of an id that is unknown', async () => {
    test.files = { 'a.csv': 'title,list\na,\nb,home\n' };
    server.script(json({ lists: [] }));
    const { exit, stderr } = await test.run('import', 'a.csv', '--list', '99');
    expect([exit, stderr]).toEqual([1, expect.stringContaining('There is no list "99"')]);
    expect(server.received).toHaveLength(1);
  });

  it('prints its report before an error, in JSON', async () => {
    test.files = { 'a.csv': 'title,priority\na,1\nb,2\n', 'b.csv': 'title,priority\na,1\nb,9\n' };
    server.script(results(201, [409, 'item_limit_reached']));
    const stopped = await test.run('import', 'a.csv', '--json');
    expect(stopped.exit).toBe(1);
    expect(JSON.parse(stopped.stdout)).toMatchObject({ created: 1, refused: [], invalid: [] });
    const invalid = [{ place: 'line 3', message: 'priority must be 0 to 3, not 9' }];
    const checked = await test.run('import', 'b.csv', '--json', '--dry-run');
    expect([checked.exit, JSON.parse(checked.stdout)]).toEqual([2, { valid: 1, invalid }]);
    const { exit, stdout } = await test.run('import', 'b.csv', '--json');
    expect([exit, JSON.parse(stdout)]).toMatchObject([2, { created: 0, invalid }]);
  });

  it('makes lists that are missing once, and files the other rows in one', async () => {
    test.files = { 'a.csv': 'title,list\na,work\nb,home\nc,home\nd,\n' };
    const lists = [{ id: 3, name: 'work' }];
    server.script(
      json({ lists }),
      json({ id: 4, name: 'home' }, 201),
      json({ id: 5, name: 'inbox' }, 201),
      results(201, 201, 201, 201),
    );
    const { stderr } = await test.run('import', 'a.csv', '--list', 'inbox');
    expect(stderr).toBe('The list "home" is new.\nThe list "inbox" is new.\n4 of 4\n');
    const places = operationsOf(3).map(({ title, list_id }) => [title, list_id]);
    expect(Object.fromEntries(places)).toEqual({ a: 3, b: 4, c: 4, d: 5 });
  });
});
