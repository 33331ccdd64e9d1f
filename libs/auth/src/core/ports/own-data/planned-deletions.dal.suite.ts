import type { PlannedDeletionsDal } from './planned-deletions.dal.js';

/** An implementation of the port, and users for it. */
export interface TestedPlannedDeletions {
  dal: PlannedDeletionsDal;
  /** Creates a user; resolves to the id. */
  createUser(): Promise<number>;
  deleteUser(id: number): Promise<void>;
  /** Runs work in a transaction. */
  transaction<T>(work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

const NOW = new Date('2030-01-01T00:00:00Z');
const daysLater = (days: number) => new Date(NOW.getTime() + days * 86_400_000);

/** What every implementation of {@link PlannedDeletionsDal} does. */
export function describePlannedDeletionsDal(
  name: string,
  open: () => Promise<TestedPlannedDeletions>,
): void {
  describe(`PlannedDeletionsDal: ${name}`, () => {
    let tested: TestedPlannedDeletions;
    beforeAll(async () => {
      tested = await open();
    }, 60_000);
    afterAll(() => tested.close());

    const due = (now: Date, except: number[] = []) =>
      tested.transaction(() => tested.dal.takeDue(now, except));

    it('plans once: the first time stays', async () => {
      const id = await tested.createUser();
      expect(await tested.dal.isPlanned(id)).toBe(false);
      expect(await tested.dal.plan(id, daysLater(7))).toEqual(daysLater(7));
      expect(await tested.dal.plan(id, daysLater(9))).toEqual(daysLater(7));
      expect(await tested.dal.isPlanned(id)).toBe(true);
      await tested.dal.cancel(id);
    });

    it('cancels once', async () => {
      const id = await tested.createUser();
      await tested.dal.plan(id, daysLater(7));
      expect(await tested.dal.cancel(id)).toBe(true);
      expect(await tested.dal.cancel(id)).toBe(false);
      expect(await due(daysLater(8))).toBeUndefined();
    });

    it('finds a user whose time has passed, the earliest first', async () => {
      const [later, earlier] = [await tested.createUser(), await tested.createUser()];
      await tested.dal.plan(later, daysLater(2));
      await tested.dal.plan(earlier, daysLater(1));
      expect(await due(daysLater(1))).toBeUndefined();
      expect(await due(daysLater(3))).toMatchObject({ id: earlier, role: 'user' });
      expect(await due(daysLater(3), [earlier])).toMatchObject({ id: later });
      expect(await due(daysLater(3), [earlier, later])).toBeUndefined();
      await tested.deleteUser(earlier);
      expect(await due(daysLater(3))).toMatchObject({ id: later });
      await tested.deleteUser(later);
      expect(await due(daysLater(3))).toBeUndefined();
      expect(await tested.dal.isPlanned(later)).toBe(false);
    });
  });
}
