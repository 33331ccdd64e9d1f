/** The contract of {@link InvitationsDal}. */
import type { Invitation, InvitationsDal } from './invitations.dal.js';

interface Opened {
  dal: InvitationsDal;
  close(): Promise<void>;
}

const NOW = Date.parse('2026-01-01T00:00:00Z');
let counter = 0;

/** An invitation that no other test uses. */
function newInvitation(minutes = 30): Invitation {
  const n = ++counter;
  const names = { email: `guest-${n}@example.com`, tokenHash: `hash-${n}`, createdBy: 'u-1' };
  return { ...names, expiresAt: new Date(NOW + minutes * 60_000) };
}

export function describeInvitationsDalContract(name: string, open: () => Promise<Opened>): void {
  describe(`InvitationsDal: ${name}`, () => {
    let dal: InvitationsDal;
    let close: () => Promise<void>;
    beforeAll(async () => ({ dal, close } = await open()), 60_000);
    afterAll(() => close());

    it('finds an invitation by the hash of its token, also an expired one', async () => {
      const [invitation, expired] = [newInvitation(), newInvitation(-30)];
      for (const each of [invitation, expired]) await dal.put(each);
      await expect(dal.find(invitation.tokenHash)).resolves.toEqual(invitation);
      await expect(dal.find(expired.tokenHash)).resolves.toEqual(expired);
      await expect(dal.find('unknown')).resolves.toBeUndefined();
    });

    it('keeps the last one of an email', async () => {
      const [first, other] = [newInvitation(), newInvitation()];
      const second = { ...newInvitation(60), email: first.email, createdBy: 'operator' };
      for (const each of [first, other]) expect(await dal.put(each)).toBeUndefined();
      expect(await dal.put(second)).toEqual(first);
      await expect(dal.find(first.tokenHash)).resolves.toBeUndefined();
      await expect(dal.find(second.tokenHash)).resolves.toEqual(second);
      await expect(dal.find(other.tokenHash)).resolves.toEqual(other);
    });

    it('is used by one of many at the same time', async () => {
      const { tokenHash } = newInvitation();
      await dal.put({ ...newInvitation(), tokenHash });
      const uses = await Promise.all(Array.from({ length: 10 }, () => dal.consume(tokenHash)));
      expect(uses.filter(Boolean)).toHaveLength(1);
      await expect(dal.find(tokenHash)).resolves.toBeUndefined();
    });

    it('deletes those that have expired', async () => {
      const [expired, valid] = [newInvitation(-1), newInvitation(1)];
      for (const each of [expired, valid]) await dal.put(each);
      while (await dal.sweep(new Date(NOW)));
      await expect(dal.find(expired.tokenHash)).resolves.toBeUndefined();
      await expect(dal.find(valid.tokenHash)).resolves.toEqual(valid);
    });
  });
}
