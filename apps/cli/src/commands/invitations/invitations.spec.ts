import {
  empty,
  json,
  problem,
  ScriptedServer,
} from '../../../../../libs/client/src/testing/scripted-server.suite.js';
import { COMMAND } from '../../product.js';
import { TestWorld } from '../../testing/test-world.suite.js';

const TOKEN = '-J0nVq3rT6yB9cF2hK5pS8uX1zA4dG7jL0oQ3tW6yB8';
const LINK = `https://todo.example.com/invitation#token=${TOKEN}`;
const TIMES = { created_at: '2026-11-30T12:00:00.000Z', expires_at: '2026-12-14T23:30:00.000Z' };
const ADA = { user_id: 1, email: 'ada@example.com' };
const RECEIVED = { id: 5, to: 'item', title: 'party', sender: ADA, ...TIMES };
const SENT = {
  ...{ id: 6, item_id: 7, list_id: null, title: 'code', email: 'ben@example.com' },
  ...TIMES,
};
const ITEM = { id: 7, title: 'party', status: 'PENDING' };
const EVIL = 'a\u001b[2J\nb';

describe('invitations', () => {
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
  const sent = () =>
    server.received.map(({ method, url, body }) => `${method} ${url} ${body}`.trim());

  it('are made by sharing, with a link', async () => {
    server.script(json({ ...SENT, token: TOKEN, link: LINK }, 202));
    const { exit, stdout, stderr } = await test.run('share', '7', 'Ben@example.com');
    expect([exit, stderr]).toEqual([0, '']);
    expect(stdout.split('\n')).toEqual([
      'ben@example.com is invited, until 2026-12-15. A user with this email finds it in the list.',
      ...['Any other user may accept it with this link, once:', LINK, ''],
    ]);
    expect(sent()).toEqual(['POST /api/v1/items/7/users {"email":"Ben@example.com"}']);
  });

  it('are made without a link where the installation has no public address', async () => {
    server.script(json({ ...SENT, token: TOKEN, link: null }, 202));
    const { exit, stdout } = await test.run('share', '7', 'ben@example.com');
    expect([exit, stdout.split('\n').slice(1)]).toEqual([
      0,
      [
        ...['Any other user may accept it with this token, once:', TOKEN],
        ...[`${COMMAND} invitations accept --link=${TOKEN}`, ''],
      ],
    ]);
  });

  it('are made in JSON, other than members', async () => {
    const invitation = { ...SENT, token: TOKEN, link: LINK };
    const users = [{ ...ADA, role: 'owner' }];
    server.script(json(invitation, 202), json(users, 201));
    const printed = async () => {
      const { exit, stdout } = await test.run('share', '7', 'ben@example.com', '--json');
      return [exit, JSON.parse(stdout) as unknown];
    };
    expect([await printed(), await printed()]).toEqual([
      [0, { invitation }],
      [0, { users }],
    ]);
  });

  it('are made in JSON for a list, as for an item', async () => {
    const invitation = { ...SENT, item_id: null, list_id: 3, token: TOKEN, link: LINK };
    const members = [{ ...ADA, role: 'owner' }];
    server.script(json(invitation, 202), json({ members }, 201));
    const printed = async () => {
      const { stdout } = await test.run('share', '--list', '3', 'ben@example.com', '--json');
      return JSON.parse(stdout) as unknown;
    };
    expect([await printed(), await printed()]).toEqual([{ invitation }, { members }]);
  });

  it.each([
    [409, 'invitation_limit_reached'],
    [409, 'already_shared'],
    [404, 'user_not_found'],
  ])('say what the server refuses: %d %s', async (status, code) => {
    server.script(problem(status, code));
    const { exit, stdout, stderr } = await test.run('share', '7', 'ben@example.com');
    expect([exit, stdout, stderr]).toEqual([1, '', `${COMMAND}: ${code}. (${code})\n`]);
  });

  it('are shown, with the sender before what the sender has written', async () => {
    const evil = { ...RECEIVED, id: 4, title: EVIL, sender: { user_id: 2, email: EVIL } };
    const [ofList, toList] = [
      { ...RECEIVED, id: 3, to: 'list', title: 'home' },
      { ...SENT, id: 2, item_id: null, list_id: 9, title: 'work' },
    ];
    server.script(
      json({ received: [RECEIVED, evil, ofList], sent: [{ ...SENT, email: EVIL }, toList] }),
    );
    expect(await test.run('invitations')).toEqual({
      ...{ exit: 0, stderr: '' },
      stdout: [
        '   5  from ada@example.com  until 2026-12-15  party',
        '   4  from a\\u001b[2J\\nb  until 2026-12-15  a\\u001b[2J\\nb',
        '   3  from ada@example.com  until 2026-12-15  list  home',
        '   6  to a\\u001b[2J\\nb  until 2026-12-15  code',
        '   2  to ben@example.com  until 2026-12-15  list  work',
        '',
      ].join('\n'),
    });
    expect(sent()).toEqual(['GET /api/v2/invitations']);
  });

  it('are shown in JSON', async () => {
    const answer = { received: [RECEIVED], sent: [SENT] };
    server.script(json(answer));
    expect(JSON.parse((await test.run('invitations', '--json')).stdout)).toEqual(answer);
  });

  it('are said to be none, at a terminal', async () => {
    server.script(json({ received: [], sent: [] }));
    expect(await test.run('invitations')).toEqual({ exit: 0, stdout: '', stderr: '' });
    test.world = { isTerminal: true };
    expect((await test.run('invitations')).stderr).toBe('There is no open invitation.\n');
  });

  it('are accepted by their ids', async () => {
    server.script(json({ item: ITEM, list: null }));
    expect(await test.run('invitations', 'accept', '5')).toEqual({
      ...{ exit: 0, stdout: '   7  [ ] party\n', stderr: '' },
    });
    expect(sent()).toEqual(['POST /api/v2/invitations/5/accept {}']);
    const printed = await test.run('invitations', 'accept', '5', '--json');
    expect(JSON.parse(printed.stdout)).toEqual({ item: ITEM, list: null });
    const list = { id: 3, name: 'home', archived: false, shared: true };
    server.script(json({ item: null, list }));
    expect((await test.run('invitations', 'accept', '6')).stdout).toBe('   3  home  shared\n');
  });

  it.each([
    ['link', LINK],
    ['link with more in it', `https://todo.example.com/invitation?a=b#a=b&token=${TOKEN}`],
    ['token', ` ${TOKEN}\n`],
  ])('are accepted by a %s', async (_, link) => {
    server.script(json(RECEIVED), json({ item: ITEM, list: null }));
    expect(await test.run('invitations', 'accept', `--link=${link}`)).toMatchObject({ exit: 0 });
    expect(sent()).toEqual([
      `POST /api/v2/invitations/find {"token":"${TOKEN}"}`,
      `POST /api/v2/invitations/5/accept {"token":"${TOKEN}"}`,
    ]);
  });

  it('are shown by their links before they are accepted', async () => {
    server.script(json(RECEIVED));
    const { stdout } = await test.run('invitations', '--link', LINK);
    expect(stdout).toBe('   5  from ada@example.com  until 2026-12-15  party\n');
    const printed = await test.run('invitations', '--link', LINK, '--json');
    expect(JSON.parse(printed.stdout)).toEqual(RECEIVED);
    expect(new Set(sent())).toEqual(
      new Set([`POST /api/v2/invitations/find {"token":"${TOKEN}"}`]),
    );
  });

  it.each([
    [['decline', '5'], 'POST 5/decline {"block":false}', '5 is declined.'],
    [
      ['decline', '5', '--block'],
      'POST 5/decline {"block":true}',
      '5 is declined, and its sender is blocked.',
    ],
    [['withdraw', '6'], 'DELETE 6', '6 is withdrawn.'],
  ])('are answered: %j', async (argv, call, said) => {
    server.script(empty(204));
    const ended = await test.run('invitations', ...argv);
    expect(ended).toEqual({ exit: 0, stdout: `${said}\n`, stderr: '' });
    expect(sent()).toEqual([call.replace(' ', ' /api/v2/invitations/')]);
  });

  it('are answered in JSON', async () => {
    server.script(empty(204));
    const printed = async (...argv: string[]): Promise<unknown> =>
      JSON.parse((await test.run('invitations', ...argv, '--json')).stdout);
    expect([
      await printed('decline', '5'),
      await printed('decline', '5', '--block'),
      await printed('withdraw', '6'),
    ]).toEqual([{ declined: 5, blocked: false }, { declined: 5, blocked: true }, { withdrawn: 6 }]);
  });

  it.each([
    [404, 'invitation_not_found', 1],
    [501, 'database_required', 1],
    [401, 'unauthenticated', 3],
  ])('cannot be answered: %d %s', async (status, code, exit) => {
    server.script(problem(status, code));
    for (const argv of [['accept', '5'], ['accept', '--link', LINK], ['decline', '5'], []]) {
      const ended = await test.run('invitations', ...argv);
      expect(ended).toMatchObject({ exit, stdout: '' });
      expect(ended.stderr).toContain(`(${code})`);
    }
    expect(sent()).toHaveLength(4);
  });

  it('are of senders', async () => {
    const evil = { user_id: 20, email: EVIL, blocked: true };
    server.script(json({ senders: [{ ...ADA, blocked: false }, evil] }));
    const { stdout } = await test.run('senders');
    expect(stdout).toBe('   1  ada@example.com\n  20  a\\u001b[2J\\nb  blocked\n');
    const printed = await test.run('senders', '--json');
    expect(JSON.parse(printed.stdout)).toEqual({ senders: [{ ...ADA, blocked: false }, evil] });
    server.script(json({ senders: [] }));
    test.world = { isTerminal: true };
    expect((await test.run('senders')).stderr).toBe('There is no sender.\n');
  });

  it.each([
    [
      ...['block', 'PATCH /api/v2/senders/1 {"blocked":true}', '1 is blocked.'],
      { user_id: 1, blocked: true },
    ],
    [
      ...['forget', 'DELETE /api/v2/senders/1', '1 needs an invitation to share with you.'],
      { forgotten: 1 },
    ],
  ] as [string, string, string, object][])('%s senders', async (verb, call, said, printed) => {
    server.script(empty(204));
    expect(await test.run('senders', verb, '1')).toEqual({
      ...{ exit: 0, stdout: `${said}\n`, stderr: '' },
    });
    expect(JSON.parse((await test.run('senders', verb, '1', '--json')).stdout)).toEqual(printed);
    expect(sent()).toEqual([call, call]);
    server.script(problem(404, 'sender_not_found'));
    expect(await test.run('senders', verb, '2')).toMatchObject({ exit: 1, stdout: '' });
  });

  it.each([
    ...['fly 5', 'accept', 'decline', 'withdraw', '5', 'accept 5 6'].map((argv) => [
      ...[`invitations ${argv}`, /invitations takes /],
    ]),
    ['invitations accept x', /"x" is no id of an invitation\. .* command invitations\./],
    ['invitations --block', /--block needs decline/],
    ['invitations accept 5 --block', /--block needs decline/],
    ['invitations accept 5 --link=a', /give one of them/],
    ['invitations decline --link=a', /--link is to show or to accept/],
    ['invitations accept --link=https://todo.example.com/', /must be the link/],
    ['invitations accept --link=https://todo.example.com/#token=a', /must be the link/],
    ['invitations accept --link -a', /--link needs a value/],
    ...['fly 1', 'block', '1'].map((argv) => [`senders ${argv}`, /senders takes block <user id>/]),
    ['senders block ada@example.com', /is no id of a sender\. .* command senders\./],
  ] as [string, RegExp][])('refuse wrong arguments: %s', async (line, message) => {
    const { exit, stdout, stderr } = await test.run(...line.split(' '));
    expect([exit, stdout, server.received]).toEqual([2, '', []]);
    expect(stderr).toMatch(message);
  });
});
