import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { AccountMail } from '../mails/account-mails.js';
import { PublicLinks } from '../mails/public-links.js';
import type { Invitation, InvitationsDal } from '../ports/administration/invitations.dal.js';
import type { AccountAudit, AuditEntry } from '../ports/account-audit.js';
import type { StoredUser, UsersDal } from '../ports/users.dal.js';
import { InvitationsService } from './invitations.service.js';
import { type RegistrationMode, RegistrationPolicy } from './registration-policy.js';

const DAY_MS = 24 * 3_600_000;
const EMAIL = 'ada@example.com';
const CLIENT = { network: '192.0.2.1', address: '192.0.2.1', hasDisconnected: () => false };
const ADMIN = { user: { id: 1, uniqueId: 'u-1' }, client: CLIENT };
const ADA = { id: 2, uniqueId: 'u-2' };

let now: Date;
let stored: Invitation | undefined;
let mails: AccountMail[];
let isOn: boolean;
let origin: string | undefined;
let events: unknown[];
let entries: AuditEntry[];

function service(mode: RegistrationMode) {
  const dal: Partial<InvitationsDal> = {
    put: async (invitation) => {
      const earlier = stored;
      stored = invitation;
      return earlier;
    },
    find: async (tokenHash) => (stored?.tokenHash === tokenHash ? stored : undefined),
    consume: async (tokenHash) => stored?.tokenHash === tokenHash,
  };
  const users: Partial<UsersDal> = {
    findByEmail: async (email) => (email === 'taken@example.com' ? ({} as StoredUser) : undefined),
  };
  return new InvitationsService(
    new RegistrationPolicy(mode),
    dal as InvitationsDal,
    users as UsersDal,
    {
      get isOn() {
        return isOn;
      },
      send: async (mail) => void mails.push(mail),
    },
    new PublicLinks(() => origin),
    { transaction: (_what, work) => work() },
    { add: async (entry) => void entries.push(entry) } as Partial<AccountAudit> as AccountAudit,
    { now: () => now },
  );
}

const tokenIn = (link: string) => new URLSearchParams(new URL(link).hash.slice(1)).get('token')!;

beforeEach(() => {
  now = new Date('2026-01-01T00:00:00Z');
  stored = undefined;
  [mails, events, entries, isOn] = [[], [], [], true];
  origin = 'https://todo.example.com';
  jest.spyOn(Logger.prototype, 'log').mockImplementation((event: unknown) => {
    events.push(event);
  });
});
afterEach(() => jest.restoreAllMocks());

describe('an invitation', () => {
  it('is a link with a token that is not stored, in the answer and in a sealed mail', async () => {
    const { link, ...made } = await service('invited').create(' Ada@example.com', ADMIN);
    const expiresAt = new Date('2026-01-08T00:00:00Z');
    expect(made).toEqual({ email: EMAIL, expiresAt, isMailed: true });
    expect(link).toMatch(/^https:\/\/todo\.example\.com\/register#token=[\w-]{43}$/);
    expect(stored).toMatchObject({ email: EMAIL, createdBy: 'u-1', expiresAt });
    expect(JSON.stringify(stored)).not.toContain(tokenIn(link));
    expect(mails).toEqual([{ template: 'invitation', to: EMAIL, secrets: { link } }]);
    expect(events).toEqual([{ event: 'invitation_created', actor: 'u-1' }]);
  });

  it('is made without mail, too', async () => {
    isOn = false;
    await expect(service('invited').create(EMAIL, ADMIN)).resolves.toMatchObject({
      isMailed: false,
    });
  });

  it('is not made for an email that is registered, or if registration is closed', async () => {
    const taken = service('open').create('taken@example.com', ADMIN);
    await expect(taken).rejects.toMatchObject({ code: 'email_taken' });
    const closed = service('closed').create(EMAIL, ADMIN);
    await expect(closed).rejects.toMatchObject({ code: 'registration_closed' });
    expect([stored, mails, events, entries]).toEqual([undefined, [], [], []]);
  });

  it.each([ADMIN, 'operator' as const])('is not made without a public address', async (by) => {
    origin = undefined;
    const refused = service('invited').create(EMAIL, by);
    await expect(refused).rejects.toMatchObject({ code: 'links_off', status: 501 });
    expect([stored, mails, events, entries]).toEqual([undefined, [], [], []]);
  });

  it.each(['open', 'invited'] as const)('admits its email for 7 days (%s)', async (mode) => {
    const invitations = service(mode);
    const token = tokenIn((await invitations.create(EMAIL, ADMIN)).link);
    const refused = { code: 'invitation_invalid', status: 403 };
    await expect(invitations.admit('eve@example.com', token)).rejects.toMatchObject(refused);
    await expect(invitations.admit(EMAIL, 'unknown')).rejects.toMatchObject(refused);
    now = new Date(now.getTime() + 7 * DAY_MS - 1);
    await expect(invitations.admit(EMAIL, token)).resolves.toBe(stored);
    now = new Date(now.getTime() + 1);
    await expect(invitations.admit(EMAIL, token)).rejects.toMatchObject(refused);
  });

  it('is audited when it is made, withdrawn by a newer one, and used, without the email', async () => {
    const invitations = service('invited');
    await invitations.create(EMAIL, ADMIN);
    const first = stored!;
    await invitations.create(EMAIL, 'operator');
    const second = stored!;
    await invitations.consume(second, ADA, CLIENT);
    const named = ({ tokenHash }: Invitation) => `invitation:${tokenHash.slice(0, 12)}`;
    const operator = { subject: 'operator', actor: 'operator' };
    expect(entries).toEqual([
      expect.objectContaining({
        ...{ subject: 'user:1', actor: 'u-1', action: 'invitation_created' },
        ...{ object: named(first), address: '192.0.2.1' },
      }),
      { ...operator, action: 'invitation_withdrawn', object: named(first) },
      { ...operator, action: 'invitation_created', object: named(second) },
      expect.objectContaining({
        ...{ subject: 'user:2', actor: 'u-2', action: 'invitation_used', object: named(second) },
      }),
    ]);
    expect(JSON.stringify(entries)).not.toContain(EMAIL);
  });

  it('that has expired is not withdrawn by a newer one', async () => {
    const invitations = service('invited');
    await invitations.create(EMAIL, ADMIN);
    now = new Date(now.getTime() + 7 * DAY_MS);
    await invitations.create(EMAIL, ADMIN);
    expect(entries.map(({ action }) => action)).toEqual([
      'invitation_created',
      'invitation_created',
    ]);
  });

  it('is refused if another request was faster', async () => {
    await expect(
      service('invited').consume({ tokenHash: 'x' } as Invitation, ADA, CLIENT),
    ).rejects.toMatchObject({
      code: 'invitation_invalid',
    });
  });
});

describe('a registration without an invitation', () => {
  it.each([
    ['open', undefined],
    ['invited', 'invitation_required'],
    ['closed', 'registration_closed'],
  ] as const)('%s: %s', async (mode, code) => {
    const admitted = service(mode).admit(EMAIL, undefined);
    if (code) await expect(admitted).rejects.toMatchObject({ code, status: 403 });
    else await expect(admitted).resolves.toBeUndefined();
  });

  it('is refused if registration is closed, also with one', async () => {
    const token = tokenIn((await service('invited').create(EMAIL, ADMIN)).link);
    const refused = { code: 'registration_closed', status: 403 };
    await expect(service('closed').admit(EMAIL, token)).rejects.toMatchObject(refused);
  });
});
