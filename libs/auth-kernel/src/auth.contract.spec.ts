import { authContract } from './auth.contract.js';

const { decode } = authContract.userEvents.crossing.output;
const eventId = '0b8f2c9e-5d0c-4c0e-9a55-7f0f9f3a1f11';

describe('user events of a later version', () => {
  it('may have other types, also without a user', () => {
    const events = decode([
      { id: 1, eventId, type: 'key.rotated', key: 'k' },
      { id: 2, eventId, type: 'group.joined', userId: 'g-1', uniqueId: 7 },
      { id: 3, eventId, type: 'user.deleted', userId: 7, uniqueId: 'u7', reason: 'x' },
    ]);
    expect(events).toEqual([
      { id: 1, eventId, type: 'key.rotated', userId: 0, uniqueId: '' },
      { id: 2, eventId, type: 'group.joined', userId: 0, uniqueId: '' },
      { id: 3, eventId, type: 'user.deleted', userId: 7, uniqueId: 'u7' },
    ]);
  });

  it('may not omit a deleted user', () => {
    expect(() => decode([{ id: 1, eventId, type: 'user.deleted' }])).toThrow();
  });
});
