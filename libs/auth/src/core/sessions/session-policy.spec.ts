import type { StoredSession } from '../ports/sessions.dal.js';
import { SessionPolicy } from './session-policy.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const START = Date.parse('2026-01-01T00:00:00.000Z');
const policy = new SessionPolicy(
  { idleMs: 20 * MINUTE, maxMs: 12 * HOUR },
  { idleMs: 14 * DAY, maxMs: 30 * DAY },
);

const at = (ms: number) => new Date(START + ms);
const session = (over: Partial<StoredSession> = {}): StoredSession => ({
  id: 's',
  chainId: 's',
  userId: 1,
  createdAt: at(0),
  lastUsedAt: at(0),
  expiresAt: at(12 * HOUR),
  ...over,
});

describe('The touch interval', () => {
  it('is 30 s at most', () => {
    expect(policy.touchIntervalMs).toBe(30_000);
    expect(new SessionPolicy({ idleMs: DAY, maxMs: DAY }).touchIntervalMs).toBe(30_000);
  });

  it('is a tenth of a short idle timeout', () => {
    expect(new SessionPolicy({ idleMs: 1000, maxMs: HOUR }).touchIntervalMs).toBe(100);
  });
});

describe('The absolute deadline', () => {
  it('is the maximum lifetime from now', () => {
    expect(policy.absoluteDeadline(at(0))).toEqual(at(12 * HOUR));
  });

  it('is a whole second, as in the token, and never later', () => {
    expect(policy.absoluteDeadline(at(1))).toEqual(at(12 * HOUR));
    expect(policy.absoluteDeadline(at(999))).toEqual(at(12 * HOUR));
  });
});

describe('The deadline of a session', () => {
  it('is the idle timeout after its last stored use', () => {
    expect(policy.deadline(session())).toEqual(at(20 * MINUTE));
    expect(policy.deadline(session({ lastUsedAt: at(HOUR) }))).toEqual(at(80 * MINUTE));
  });

  it('is later if people asked to keep it', () => {
    const login = { at: at(0), generation: 0, isRemembered: true };
    const expiresAt = policy.absoluteDeadline(at(0), true);
    expect(expiresAt).toEqual(at(30 * DAY));
    expect(policy.deadline(session({ login, expiresAt }))).toEqual(at(14 * DAY));
  });

  it('is never after the absolute one', () => {
    expect(policy.deadline(session({ lastUsedAt: at(12 * HOUR - 1) }))).toEqual(at(12 * HOUR));
  });
});

describe('A session', () => {
  it('is active until its deadline, and no longer', () => {
    const deadline = 20 * MINUTE;
    expect(policy.lives(session(), at(deadline - 1))).toBe(true);
    expect(policy.lives(session(), at(deadline))).toBe(false);
  });

  it('ends at the absolute deadline, however recently it was used', () => {
    const busy = session({ lastUsedAt: at(12 * HOUR - 1) });
    expect(policy.lives(busy, at(12 * HOUR - 1))).toBe(true);
    expect(policy.lives(busy, at(12 * HOUR))).toBe(false);
  });

  it('ends when it is replaced', () => {
    const replaced = session({ replacement: { id: 't', at: at(0) } });
    expect(policy.lives(replaced, at(1))).toBe(false);
  });
});
