import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { AccountMail } from '../mails/account-mails.js';
import { PublicLinks } from '../mails/public-links.js';
import type { Invitation, InvitationsDal } from '../ports/administration/invitations.dal.js';
import type { StoredUser, UsersDal } from '../ports/users.dal.js';
import { InvitationsService } from './invitations.service.js';
import { type RegistrationMode, RegistrationPolicy } from './registration-policy.js';

const DAY_MS = 24 * 3_600_000;
const EMAIL = 'ada@example.com';

let now: Date;
let stored: Invitation | undefined;
let mails: AccountMail[];
let isOn: boolean;
let events: unknown[];

function service(mode: RegistrationMode) {
  const dal: Partial<InvitationsDal> = {
    put: async (invitation) => void (stored = invitation),
    find: async (tokenHash) => (stored?.tokenHash === tokenHash ? stored : undefined),
    consume: async () => false,
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
    new PublicLinks(() => 'https://todo.example.com'),
    { transaction: (_what, work) => work() },
    { now: () => now },
  );
}

const tokenIn = (link: string) => new URLSearchParams(new URL(link).hash.slice(1)).get('token')!;

beforeEach(() => {
  now = new Date('2026-01-01T00:00:00Z');
  stored = undefined;
  [mails, events, isOn] = [[], [], true];
  jest.spyOn(Logger.prototype, 'log').mockImplementation((event: unknown) => {
    events.push(event);
  });
});
afterEach(() => jest.restoreAllMocks());

describe('an invitation', () => {
  it('is a link with a token that is not stored, in the answer and in a sealed mail', async () => {
    const { link, ...made } = await service('invited').create(' Ada@example.com', 'u-1');
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
    await expect(service('invited').create(EMAIL, 'u-1')).resolves.toMatchObject({
      isMailed: false,
    });
  });

  it('is not made for an email that is registered, or if registration is closed', async () => {
    const taken = service('open').create('taken@example.com', 'u-1');
    await expect(taken).rejects.toMatchObject({ code: 'email_taken' });
    const closed = service('closed').create(EMAIL, 'u-1');
    await expect(closed).rejects.toMatchObject({ code: 'registration_closed' });
    expect([stored, mails, events]).toEqual([undefined, [], []]);
  });

  it.each(['open', 'invited'] as const)('admits its email for 7 days (%s)', async (mode) => {
    const invitations = service(mode);
    const token = tokenIn((await invitations.create(EMAIL, 'u-1')).link);
    const refused = { code: 'invitation_invalid', status: 403 };
    await expect(invitations.admit('eve@example.com', token)).rejects.toMatchObject(refused);
    await expect(invitations.admit(EMAIL, 'unknown')).rejects.toMatchObject(refused);
    now = new Date(now.getTime() + 7 * DAY_MS - 1);
    await expect(invitations.admit(EMAIL, token)).resolves.toBe(stored);
    now = new Date(now.getTime() + 1);
    await expect(invitations.admit(EMAIL, token)).rejects.toMatchObject(refused);
  });

  it('is refused if another request was faster', async () => {
    await expect(
      service('invited').consume({ tokenHash: 'x' } as Invitation),
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
    const token = tokenIn((await service('invited').create(EMAIL, 'u-1')).link);
    const refused = { code: 'registration_closed', status: 403 };
    await expect(service('closed').admit(EMAIL, token)).rejects.toMatchObject(refused);
  });
});
