import { setImmediate } from 'node:timers/promises';
import { HmacKeyedHash } from '../../tokens/hmac-keyed-hash.js';
import { MemoryLimitCountersDal } from '../../dal/memory/memory-limit-counters.dal.js';
import { DeviceMarks } from './device-marks.js';
import { GuessLimiter } from './guess-limiter.js';
import { LimitKeys } from './limit-keys.js';
import { limitPolicy } from './limit-policy.js';

const policy = limitPolicy(true, 0);
const hasDisconnected = () => false;

const EMAIL = 'alice@example.com';
const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;
const ALICE = {
  ...{ id: 1, uniqueId: 'u-1', email: EMAIL, passwordHash: 'hash', sessionGeneration: 0 },
  ...({ isEmailVerified: false, role: 'user', disabledAt: null } as const),
};

const hash = new HmacKeyedHash('x'.repeat(32));
const devices = new DeviceMarks(hash, policy);

let now: Date;
let limiter: GuessLimiter;
/** The number of passwords that were tried. */
let tried: number;
let counters: MemoryLimitCountersDal;

const clock = { now: () => now };
const wait = (seconds: number) => (now = new Date(now.getTime() + seconds * 1_000));
const another = () => new GuessLimiter(counters, policy, new LimitKeys(hash), devices, clock);

beforeEach(() => {
  now = new Date(1_900_000_000_000);
  tried = 0;
  counters = new MemoryLimitCountersDal();
  limiter = another();
});

interface Where {
  email?: string;
  /** Seconds since the owner's last login from there. */
  knownFor?: number;
  marks?: string;
  by?: GuessLimiter;
}

/** `right` or `wrong` if the password was tried, otherwise the seconds to wait. */
async function guess(network: string, password: 'right' | 'wrong', where: Where = {}) {
  const { email = EMAIL, knownFor, marks, by = limiter } = where;
  const known = knownFor !== undefined && {
    lastLoginFromHere: new Date(now.getTime() - knownFor * 1_000),
  };
  const user = email === EMAIL ? { ...ALICE, ...known } : undefined;
  const isRight = async () => {
    tried++;
    return password === 'right';
  };
  try {
    return (await by.spend({ email, client: { network, marks, hasDisconnected }, user }, isRight))
      ? 'right'
      : 'wrong';
  } catch (error) {
    expect(error).toMatchObject({ code: 'too_many_requests' });
    return (error as { retryAfterSeconds: number }).retryAfterSeconds;
  }
}

const wrong = (network: string, where?: Where) => guess(network, 'wrong', where);
const right = (network: string, where?: Where) => guess(network, 'right', where);

async function fail(times: number, network: string, where?: Where): Promise<void> {
  for (let i = 0; i < times; i++) expect(await wrong(network, where)).toBe('wrong');
}

/** One try from each of several other addresses. */
async function failEverywhere(times: number): Promise<void> {
  for (let i = 0; i < times; i++) {
    expect(await wrong(`10.0.${i >> 8}.${i & 255}`)).toBe('wrong');
  }
}

describe.each([
  ['an account', EMAIL],
  ['an email without an account', 'unknown@example.com'],
])('Guesses at %s from an unknown address', (_what, email) => {
  it('are refused after ten, right or wrong, without a try', async () => {
    await fail(10, 'a', { email });
    expect(await wrong('a', { email })).toBe(15 * MINUTE);
    wait(1);
    expect(await right('a', { email })).toBe(15 * MINUTE - 1);
    expect(tried).toBe(10);
  });

  it('are admitted again 15 minutes after the last try', async () => {
    await fail(10, 'a', { email });
    wait(15 * MINUTE - 1);
    expect(await wrong('a', { email })).toBe(1);
    wait(1);
    await fail(10, 'a', { email });
  });

  it('are never more than ten in 15 minutes, at any pace', async () => {
    const times: number[] = [];
    for (let second = 0; second < 60 * MINUTE; second += 30) {
      if ((await wrong('a', { email })) === 'wrong') times.push(second);
      wait(30);
    }
    for (const time of times) {
      const inWindow = times.filter((each) => each >= time && each < time + 15 * MINUTE);
      expect(inWindow.length).toBeLessThanOrEqual(10);
    }
    expect(times.length).toBeGreaterThan(20);
  });

  it('do not limit other addresses', async () => {
    await fail(10, 'a', { email });
    expect(await wrong('b', { email })).toBe('wrong');
  });

  it('are limited to ten also if 100 are concurrent, in two processes', async () => {
    const other = another();
    const all = await Promise.all(
      Array.from({ length: 100 }, (_, i) => wrong('a', { email, by: i % 2 ? limiter : other })),
    );
    expect(all.filter((verdict) => verdict === 'wrong')).toHaveLength(10);
    expect(tried).toBe(10);
  });
});

describe('A right password', () => {
  it('does not count, from any place', async () => {
    for (let i = 0; i < 40; i++) expect(await right('a')).toBe('right');
    for (let i = 0; i < 40; i++) expect(await right('a', { knownFor: 60 })).toBe('right');
    expect(await wrong('a')).toBe('wrong');
  });

  it('does not reset the count of wrong ones', async () => {
    await fail(9, 'a');
    expect(await right('a', { knownFor: 60 })).toBe('right');
    await fail(1, 'a', { knownFor: 60 });
    expect(await right('a', { knownFor: 60 })).toBe(15 * MINUTE);
  });

  it('does not count, nor does a wrong one, if it could not be tried', async () => {
    const broken = () => Promise.reject(new Error('too busy'));
    for (const knownFor of [undefined, 60]) {
      const known = knownFor && { lastLoginFromHere: now };
      const attempt = {
        email: EMAIL,
        client: { network: 'a', hasDisconnected },
        user: { ...ALICE, ...known },
      };
      for (let i = 0; i < 20; i++) {
        await expect(limiter.spend(attempt, broken)).rejects.toThrow('too busy');
      }
    }
    await fail(10, 'a');
  });
});

describe('Guesses from a known address', () => {
  it('have a separate limit of ten', async () => {
    await fail(10, 'home', { knownFor: 60 });
    expect(await right('home', { knownFor: 60 })).toBe(15 * MINUTE);
  });

  it('are limited to ten also if 100 are concurrent', async () => {
    const all = await Promise.all(
      Array.from({ length: 100 }, () => wrong('home', { knownFor: 60 })),
    );
    // One is tried before it is counted.
    expect(all.filter((verdict) => verdict === 'wrong').length).toBeLessThanOrEqual(11);
    expect(await right('home', { knownFor: 60 })).toBe(15 * MINUTE);
  });

  it('write nothing if the password is right', async () => {
    const add = counters.add.bind(counters);
    let writes = 0;
    counters.add = (...args) => {
      writes++;
      return add(...args);
    };
    expect(await right('home', { knownFor: 60 })).toBe('right');
    expect(writes).toBe(0);
  });

  it('are not limited by guesses from elsewhere', async () => {
    await failEverywhere(100);
    expect(await right('home', { knownFor: 29 * DAY })).toBe('right');
    expect(await right('home', { knownFor: 31 * DAY })).toBe(60);
  });

  it('are not limited by a client that tries one password for many accounts from there', async () => {
    for (let i = 0; i < 30; i++) await fail(1, 'office', { email: `${i}@example.com` });
    expect(await wrong('office', { email: 'another@example.com' })).toBe(15 * MINUTE);
    expect(await right('office', { knownFor: 60 })).toBe('right');
  });
});

describe('Guesses on a known device', () => {
  const marks = () => devices.renew(ALICE.uniqueId, undefined, now);

  it('are not limited by other guesses, even from the same address', async () => {
    await fail(10, 'home', { knownFor: 60 });
    await failEverywhere(100);
    expect(await right('home', { knownFor: 60, marks: marks() })).toBe('right');
    expect(await right('anywhere', { marks: marks() })).toBe('right');
  });

  it('have a separate limit of ten, from any address', async () => {
    const own = marks();
    for (let i = 0; i < 10; i++) await fail(1, `${i}`, { marks: own });
    expect(await right('elsewhere', { marks: own })).toBe(15 * MINUTE);
    expect(await right('elsewhere')).toBe('right');
  });
});

describe('Guesses at an account from all addresses', () => {
  it('are slowed after 100, each address separately', async () => {
    await failEverywhere(100);
    expect(await right('a')).toBe(60);
    wait(20);
    expect(await right('a')).toBe(40);
    expect(await right('b')).toBe(60);
    wait(40);
    expect(await right('a')).toBe('right');
    expect(await right('b')).toBe(20);
  });

  it('have one try per turn, also if many are concurrent', async () => {
    await failEverywhere(100);
    await wrong('a');
    wait(60);
    const all = await Promise.all(Array.from({ length: 20 }, () => wrong('a')));
    expect(all.filter((verdict) => verdict === 'wrong')).toHaveLength(1);
    expect(await right('a')).toBe(60);
    wait(59);
    expect(await right('a')).toBe(1);
    wait(1);
    expect(await wrong('a')).toBe('wrong');
  });

  it('are limited to 100 also if 150 are concurrent', async () => {
    const all = await Promise.all(Array.from({ length: 150 }, (_, i) => wrong(`10.1.0.${i}`)));
    expect(all.filter((verdict) => verdict === 'wrong')).toHaveLength(100);
    expect(all.filter((verdict) => verdict === 60)).toHaveLength(50);
  });

  it('are admitted again a day after the first', async () => {
    await failEverywhere(1);
    wait(DAY / 2);
    await failEverywhere(99);
    expect(await right('a')).toBe(60);
    wait(DAY / 2 + 1);
    expect(await right('b')).toBe('right');
  });

  it('do not limit other accounts', async () => {
    await failEverywhere(100);
    expect(await wrong('a', { email: 'bob@example.com' })).toBe('wrong');
  });
});

describe('Guesses from one address at many accounts', () => {
  const email = (i: number) => `${i}@example.com`;

  it('are refused after 30', async () => {
    for (let i = 0; i < 30; i++) await fail(1, 'a', { email: email(i) });
    expect(await wrong('a', { email: email(30) })).toBe(15 * MINUTE);
    expect(await right('a')).toBe(15 * MINUTE);
    expect(await right('b')).toBe('right');
    wait(15 * MINUTE);
    expect(await right('a')).toBe('right');
  });

  it('are limited to 30 also if 40 are concurrent', async () => {
    const all = await Promise.all(
      Array.from({ length: 40 }, (_, i) => wrong('a', { email: email(i) })),
    );
    expect(all.filter((verdict) => verdict === 'wrong')).toHaveLength(30);
  });

  it('do not count if a right one follows', async () => {
    for (let i = 0; i < 29; i++) await fail(1, 'office', { email: email(i) });
    await fail(1, 'office');
    expect(await right('office', { email: email(30) })).toBe(15 * MINUTE);
    wait(15 * MINUTE);
    for (let person = 0; person < 40; person++) {
      await fail(3, 'office', { email: email(person) });
      expect(await right('office', { email: email(person) })).toBe('right');
    }
    for (let i = 100; i < 130; i++) await fail(1, 'office', { email: email(i) });
    expect(await right('office')).toBe(15 * MINUTE);
  });

  it('still count if a right one follows in the next 15 minutes', async () => {
    await fail(1, 'office', { email: email(0) });
    wait(14 * MINUTE);
    await fail(9, 'office');
    wait(MINUTE);
    for (let i = 0; i < 29; i++) await fail(1, 'office', { email: email(i) });
    expect(await right('office')).toBe('right');
    await fail(1, 'office', { email: email(29) });
    expect(await wrong('office', { email: email(30) })).toBe(15 * MINUTE);
  });

  it('are uncounted once, however many right ones follow', async () => {
    await fail(9, 'office');
    expect(await right('office')).toBe('right');
    for (let i = 0; i < 29; i++) await fail(1, 'office', { email: email(i) });
    expect(await right('office')).toBe('right');
    await fail(1, 'office', { email: email(29) });
    expect(await wrong('office', { email: email(30) })).toBe(15 * MINUTE);
  });

  it('still count after a right one that was counted in the 15 minutes before', async () => {
    await fail(1, 'office', { email: email(0) });
    wait(15 * MINUTE - 1);
    const attempt = { email: EMAIL, client: { network: 'office', hasDisconnected }, user: ALICE };
    await limiter.spend(attempt, async () => {
      wait(1);
      for (let i = 0; i < 30; i++) await fail(1, 'office', { email: email(i) });
      return true;
    });
    expect(await wrong('office', { email: email(30) })).toBe(15 * MINUTE);
  });

  describe('by an account after 20 wrong ones at others', () => {
    beforeEach(async () => {
      for (let i = 0; i < 20; i++) await fail(1, 'office', { email: email(i) });
    });

    const expectTenMore = async () => {
      for (let i = 20; i < 30; i++) await fail(1, 'office', { email: email(i) });
      expect(await wrong('office', { email: email(30) })).toBe(15 * MINUTE);
    };

    it('are not uncounted by concurrent right ones, in two processes', async () => {
      const other = another();
      const all = await Promise.all(
        Array.from({ length: 8 }, (_, i) => right('office', { by: i % 2 ? limiter : other })),
      );
      expect(all).toEqual(Array(8).fill('right'));
      await expectTenMore();
    });

    it('are not uncounted by tries that are dropped after a right one', async () => {
      const attempt = { email: EMAIL, client: { network: 'office', hasDisconnected }, user: ALICE };
      const drops: (() => void)[] = [];
      const dropped = Array.from({ length: 8 }, () =>
        limiter.spend(
          attempt,
          () => new Promise((_, reject) => drops.push(() => reject(new Error('too busy')))),
        ),
      );
      const outcomes = Promise.allSettled(dropped);
      expect(await right('office')).toBe('right');
      expect(drops).toHaveLength(8);
      for (const drop of drops) drop();
      expect((await outcomes).map(({ status }) => status)).toEqual(Array(8).fill('rejected'));
      await expectTenMore();
    });

    it('are not uncounted by tries that were refused meanwhile', async () => {
      const attempt = { email: EMAIL, client: { network: 'office', hasDisconnected }, user: ALICE };
      const [tries, refusals]: [(() => void)[], (() => void)[]] = [[], []];
      const held = (list: (() => void)[]) => new Promise<void>((resolve) => list.push(resolve));
      const add = counters.add.bind(counters);
      counters.add = async (changes, at) => {
        if (changes[0]!.by < 0) await held(refusals);
        return add(changes, at);
      };
      const all = Array.from({ length: 15 }, () =>
        limiter.spend(attempt, () => held(tries).then(() => true)),
      );
      const outcomes = Promise.allSettled(all);
      while (tries.length + refusals.length < 15) await setImmediate();
      counters.add = add;
      for (const finish of tries) finish();
      await Promise.all(all.slice(0, tries.length));
      for (const finish of refusals) finish();
      const passed = (await outcomes).filter(({ status }) => status === 'fulfilled');
      expect(passed).toHaveLength(10);
      await expectTenMore();
    });
  });
});
