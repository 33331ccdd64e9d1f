/** The contract of {@link MailLinksDal}. It has users 1 and 2. */
import type { MailLink, MailLinksDal } from './mail-links.dal.js';

interface Opened {
  dal: MailLinksDal;
  close(): Promise<void>;
}

const NOW = Date.parse('2026-01-01T00:00:00Z');
const PURPOSE = 'password-reset';
let counter = 0;

function newLink(userId: number, minutes = 30): MailLink {
  const tokenHash = `hash-${++counter}`;
  return { tokenHash, purpose: PURPOSE, userId, expiresAt: new Date(NOW + minutes * 60_000) };
}

export function describeMailLinksDalContract(name: string, open: () => Promise<Opened>): void {
  describe(`MailLinksDal: ${name}`, () => {
    let dal: MailLinksDal;
    let close: () => Promise<void>;
    beforeAll(async () => ({ dal, close } = await open()), 60_000);
    afterAll(() => close());

    const added = async (link: MailLink) => {
      expect(await dal.add(link)).toBe(true);
      return link;
    };

    it('finds a link by the hash of its token', async () => {
      const link = await added(newLink(1));
      expect(await dal.find([PURPOSE], link.tokenHash)).toEqual(link);
      expect(await dal.find([PURPOSE], 'unknown')).toBeUndefined();
    });

    it('consumes a link once, with all others of its user', async () => {
      const [link, other] = [await added(newLink(1)), await added(newLink(1))];
      const strangers = await added(newLink(2));
      const results = await Promise.all([1, 2, 3].map(() => dal.consume(link)));
      expect(results.sort()).toEqual([false, false, true]);
      expect(await dal.consume(other)).toBe(false);
      expect(await dal.find([PURPOSE], strangers.tokenHash)).toEqual(strangers);
    });

    it('removes those of a user, and adds none for one who is gone', async () => {
      const [link, strangers] = [await added(newLink(1)), await added(newLink(2))];
      await dal.removeOf(1);
      expect(await dal.find([PURPOSE], link.tokenHash)).toBeUndefined();
      expect(await dal.find([PURPOSE], strangers.tokenHash)).toEqual(strangers);
      const orphan = newLink(9_999);
      expect(await dal.add(orphan)).toBe(false);
      expect(await dal.find([PURPOSE], orphan.tokenHash)).toBeUndefined();
    });

    it('keeps the address, and finds a link by one of several purposes', async () => {
      const link = { ...newLink(1), purpose: 'email-change', email: 'new@example.com' } as const;
      await dal.add(link);
      expect(await dal.find(['email-confirm', 'email-change'], link.tokenHash)).toEqual(link);
      expect(await dal.find(['email-confirm'], link.tokenHash)).toBeUndefined();
    });

    it('keeps links that undo a change: from all but a use of an earlier one', async () => {
      const undo = (minutes: number) =>
        added({ ...newLink(1, minutes), purpose: 'email-undo', email: 'old@example.com' });
      const [first, second, third] = [await undo(10), await undo(20), await undo(30)];
      const isThere = async (link: MailLink) =>
        (await dal.find(['email-undo'], link.tokenHash)) !== undefined;
      await dal.removeOf(1);
      expect(await dal.consume(second)).toBe(true);
      expect([await isThere(first), await isThere(second), await isThere(third)]).toEqual([
        ...[true, false, false],
      ]);
      expect(await dal.consume(first)).toBe(true);
      expect(await isThere(first)).toBe(false);
    });

    it('removes the links that undo changes since an address was the present one', async () => {
      const undo = (minutes: number, email: string) =>
        added({ ...newLink(2, minutes), purpose: 'email-undo', email });
      const links = [await undo(10, 'a'), await undo(20, 'b'), await undo(30, 'c')];
      const kept = async () => {
        const found = links.map(({ tokenHash }) => dal.find(['email-undo'], tokenHash));
        return (await Promise.all(found)).map((link) => link?.email);
      };
      const now = new Date(NOW);
      for (const [user, email] of [[2, 'd'] as const, [1, 'b'] as const]) {
        expect(await dal.removeUndo(user, email, now)).toBe(false);
      }
      expect(await dal.removeUndo(2, 'a', links[0]!.expiresAt)).toBe(false);
      expect(await kept()).toEqual(['a', 'b', 'c']);
      expect(await dal.removeUndo(2, 'b', now)).toBe(true);
      expect(await kept()).toEqual(['a', undefined, undefined]);
      expect(await dal.removeUndo(2, 'b', now)).toBe(false);
    });

    it('sweeps those that have expired', async () => {
      const [old, valid] = [await added(newLink(1, -1)), await added(newLink(1))];
      expect(await dal.sweep(new Date(NOW))).toBe(false);
      expect(await dal.find([PURPOSE], old.tokenHash)).toBeUndefined();
      expect(await dal.find([PURPOSE], valid.tokenHash)).toEqual(valid);
    });
  });
}
