import { authKernelErrors } from '#auth-kernel';
import { ServiceError } from '#glue/errors';
import { runTool } from '#glue/tools';
import type { AdministeredUsersService } from '../core/administration/administered-users.service.js';
import type { AdministrationService } from '../core/administration/administration.service.js';
import type { FactorResetService } from '../core/administration/factor-reset.service.js';
import { Operator } from '../core/administration/operator.js';
import type { AccountAudit, StoredAuditEntry } from '../core/ports/account-audit.js';
import type { AdministeredUser } from '../core/ports/administration/administered-users.dal.js';
import type { InvitationsService } from '../core/registration/invitations.service.js';
import { adminTool } from './admin.tool.js';

const EMAIL = 'ada@example.com';
const ADA = { id: 7, uniqueId: 'u-7', email: EMAIL, role: 'user', disabledAt: null };
const BOB = { ...ADA, uniqueId: 'u-8', email: 'bob@example.com', role: 'admin' };

/** What was done. */
let done: string[];
let printed: string[];
let answer: string | undefined;
let isMailed: boolean;

const note = (what: string) => async (user: AdministeredUser, by: { isForced: boolean }) =>
  void done.push(`${what} ${user.uniqueId}${by.isForced ? ', forced' : ''}`);

const administration: Partial<AdministrationService> = {
  setRole: (user, role, by) => note(role)(user, by),
  disable: note('disable'),
  enable: note('enable'),
  endSessions: note('end sessions of'),
  delete: note('delete'),
};
const users: Partial<AdministeredUsersService> = {
  findNamed: async (name) => {
    if (name !== EMAIL && name !== 'u-7') throw new ServiceError(authKernelErrors.user_not_found);
    return ADA as AdministeredUser;
  },
  administrators: async () => [BOB as AdministeredUser],
  list: async ({ search, limit }) =>
    search === 'none' ? [] : Array<AdministeredUser>(limit).fill(ADA as AdministeredUser),
};
const invitations: Partial<InvitationsService> = {
  create: async (email, by) => {
    done.push(`invite ${email} by ${by as string}`);
    return { email, link: 'https://x/register#token=t', expiresAt: new Date(0), isMailed };
  },
};
/** How many entries there are about whom, and which steps read and print them. */
const ENTRIES: Record<string, number> = { 'user:7': 1_200, operator: 1 };
let steps: string[];
const audit: Partial<AccountAudit> = {
  list: async (subject, { before = Infinity, limit }) => {
    const newest = Math.min(before - 1, ENTRIES[subject]!);
    const page = Array.from({ length: Math.min(limit, newest) }, (_, i) => entry(newest - i));
    steps.push(`read ${page.length}`);
    return page;
  },
};
const entry = (id: number): StoredAuditEntry => ({
  ...{ id, at: new Date(id), subject: 'user:7', actor: 'u-7', action: 'login', outcome: 'done' },
  ...{ address: '192.0.2.7', device: null, object: null },
});
const operator = new Operator(
  users as AdministeredUsersService,
  administration as AdministrationService,
  { reset: note('reset factors of') } as Partial<FactorResetService> as FactorResetService,
  invitations as InvitationsService,
  audit as AccountAudit,
);

beforeEach(() => {
  [done, printed, answer, isMailed, steps] = [[], [], undefined, true, []];
});

const admin = (line: string) =>
  runTool(adminTool, line.split(' '), () => operator as never, {
    signal: new AbortController().signal,
    print: async (text) => {
      await Promise.resolve();
      printed.push(text);
      if (steps.length > 0) steps.push('print');
    },
    ask: async (question) => {
      printed.push(question);
      return answer;
    },
  });

describe('npm run admin', () => {
  it.each([
    ['grant ada@example.com', 'admin u-7', 'is an administrator'],
    ['revoke u-7 --force', 'user u-7, forced', 'is no administrator'],
    ['disable ada@example.com', 'disable u-7', 'is disabled'],
    [
      'reset-factors u-7',
      'reset factors of u-7',
      'has no second factor, and is logged out everywhere',
    ],
    ['enable u-7', 'enable u-7', 'is enabled'],
    ['end-sessions u-7', 'end sessions of u-7', 'is logged out everywhere'],
    ['delete u-7 --yes --force', 'delete u-7, forced', 'is deleted'],
  ])('%s', async (line, what, told) => {
    await expect(admin(line)).resolves.toEqual({ exit: 0 });
    expect(done).toEqual([what]);
    expect(printed).toEqual([`${EMAIL} (u-7): ${told}.`]);
  });

  it('lists administrators, or users whose emails begin like this', async () => {
    await expect(admin('list')).resolves.toEqual({ exit: 0 });
    expect(printed).toEqual(['bob@example.com (u-8): admin']);
    printed = [];
    await admin('list none');
    expect(printed).toEqual(['There is no such user.']);
    printed = [];
    await admin('list a');
    expect(printed[0]!.split('\n')).toHaveLength(100);
    expect(printed[1]).toBe('There may be more.');
  });

  it.each([EMAIL, 'u-7'])('prints the audit of %s as JSON lines, newest first', async (name) => {
    await expect(admin(`audit ${name}`)).resolves.toEqual({ exit: 0 });
    expect(printed).toHaveLength(1_200);
    expect(printed[0]).toBe(
      '{"id":1200,"at":"1970-01-01T00:00:01.200Z","action":"login","actor":"u-7","object":null,' +
        '"outcome":"done","address":"192.0.2.7","device":null}',
    );
    const ids = printed.map((line) => (JSON.parse(line) as { id: number }).id);
    expect(ids).toEqual(Array.from({ length: 1_200 }, (_, i) => 1_200 - i));
    expect(done).toEqual([]);
  });

  it('holds a page of the audit only: the next one is read when it is printed', async () => {
    await admin(`audit ${EMAIL}`);
    const reads = steps.flatMap((step, i) => (step === 'print' ? [] : [[i, step]]));
    expect(reads).toEqual([
      [0, 'read 500'],
      [501, 'read 500'],
      [1_002, 'read 200'],
    ]);
  });

  it('prints what operators did that is about no account', async () => {
    await expect(admin('audit operator')).resolves.toEqual({ exit: 0 });
    expect(printed).toHaveLength(1);
  });

  it.each([
    ['yes', 0],
    ['no', 4],
    [undefined, 4],
  ])('asks before it deletes, and takes %s', async (typed, exit) => {
    answer = typed;
    await expect(admin('delete ada@example.com')).resolves.toEqual({ exit });
    expect(printed[0]).toBe(`Delete the account of ${EMAIL}? Type yes: `);
    expect(done).toEqual(exit === 0 ? ['delete u-7'] : []);
  });

  it('invites an email, and prints the link', async () => {
    const LINK = 'https://x/register#token=t\nvalid once, until 1970-01-01T00:00:00.000Z';
    await expect(admin('invite Eve@example.com')).resolves.toEqual({ exit: 0 });
    expect(printed).toEqual([LINK, 'A mail with the link is on its way.']);
    isMailed = false;
    printed = [];
    await admin('invite eve@example.com');
    expect(printed).toEqual([LINK]);
    expect(new Set(done)).toEqual(new Set(['invite eve@example.com by operator']));
    expect(await admin('invite eve')).toEqual({ exit: 1, error: 'Invite an email address.' });
  });

  it('has errors without the name of the user, because servers log them', async () => {
    const { exit, error } = await admin('grant eve@example.com');
    expect([exit, error]).toEqual([1, 'user_not_found: There is no such user.']);
  });

  it.each([
    ...[
      '',
      'grant',
      'invite',
      'audit',
      'audit u-7 --force',
      'invite u-7 --yes',
      'list a b',
      'list --yes',
      'disable u-7 --yes',
      'disable u-7 u-8',
      'toString u-7',
    ],
  ])('explains its usage: %j', async (line) => {
    const args = line.split(' ');
    expect(() => adminTool.accepts!(args)).toThrow('usage: npm run admin -- list');
    expect((await admin(line)).exit).toBe(1);
    expect(done).toEqual([]);
  });
});
