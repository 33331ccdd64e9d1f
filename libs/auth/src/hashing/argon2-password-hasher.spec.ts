import { Argon2PasswordHasher } from './argon2-password-hasher.js';
import { hashingCost } from './hashing-cost.js';

/** The default of the variables. */
const COST = hashingCost({ AUTH_HASH_MEMORY_MIB: 19, AUTH_HASH_PASSES: 2 });
const RUNS = 15;
/** The maximum length of the queue. */
const WAITING = 8;
/** The queue, and the jobs that one thread has. */
const ROOM = WAITING + 2;
const REQUESTER = { network: '192.0.2.1', account: 'a', hasDisconnected: () => false };

function median(times: number[]): number {
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)]!;
}

/** In µs of CPU: hashing threads have a low priority, so their wall time depends on other load. */
async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return user + system;
}

describe('Argon2PasswordHasher.hash', () => {
  const hasher = new Argon2PasswordHasher(COST, 2);

  it('uses argon2id with 19 MiB, 2 passes and 1 lane', async () => {
    expect(await hasher.hash('password', REQUESTER)).toMatch(
      /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/,
    );
  });

  it('salts, so that equal passwords have different hashes', async () => {
    const [one, other] = await Promise.all([
      hasher.hash('password', REQUESTER),
      hasher.hash('password', REQUESTER),
    ]);
    expect(one).not.toBe(other);
  });

  it('does not block the event loop', async () => {
    let done = false;
    void hasher.hash('password', REQUESTER).then(() => (done = true));
    let turns = 0;
    for (; !done; turns++) await new Promise(setImmediate);
    expect(turns).toBeGreaterThan(10);
  });
});

describe('Argon2PasswordHasher.verify', () => {
  const hasher = new Argon2PasswordHasher(COST, 2);

  it('is true for the password, and for no other', async () => {
    const hash = await hasher.hash('password', REQUESTER);
    await expect(hasher.verify('password', hash, REQUESTER)).resolves.toBe(true);
    for (const other of ['Password', 'password ', 'passwor', '', 'password\0']) {
      await expect(hasher.verify(other, hash, REQUESTER)).resolves.toBe(false);
    }
  });

  it('does not truncate a long password', async () => {
    const long = '😀'.repeat(256);
    const hash = await hasher.hash(long, REQUESTER);
    await expect(hasher.verify(long, hash, REQUESTER)).resolves.toBe(true);
    await expect(hasher.verify(`${long.slice(2)}😁`, hash, REQUESTER)).resolves.toBe(false);
  });

  it('accepts any Unicode composition of a letter', async () => {
    const hash = await hasher.hash('gr\u00fc\u00dfe 123', REQUESTER);
    await expect(hasher.verify('gru\u0308\u00dfe 123', hash, REQUESTER)).resolves.toBe(true);
    const decomposed = await hasher.hash('gru\u0308\u00dfe 123', REQUESTER);
    await expect(hasher.verify('gr\u00fc\u00dfe 123', decomposed, REQUESTER)).resolves.toBe(true);
  });

  it('is never true without a hash', async () => {
    await expect(hasher.verify('password', undefined, REQUESTER)).resolves.toBe(false);
    await expect(hasher.verify('', undefined, REQUESTER)).resolves.toBe(false);
  });

  it('takes as long for an unknown user as for a wrong password, from the first time on', async () => {
    const warm = await Argon2PasswordHasher.warm(COST, 1);
    const hash = await warm.hash('password', REQUESTER);
    const times: Record<'unknown' | 'wrong', number[]> = { unknown: [], wrong: [] };
    for (let run = 0; run < RUNS; run++) {
      times.unknown.push(await timeOf(() => warm.verify('guess', undefined, REQUESTER)));
      times.wrong.push(await timeOf(() => warm.verify('guess', hash, REQUESTER)));
    }
    const ratio = median(times.unknown) / median(times.wrong);
    expect(ratio).toBeGreaterThan(0.5);
    expect(ratio).toBeLessThan(2);
  });
});

describe('Argon2PasswordHasher.isOutdated', () => {
  const hasher = new Argon2PasswordHasher(COST, 1);
  let current: string;
  beforeAll(async () => void (current = await hasher.hash('password', REQUESTER)));

  it('is false for a hash of the same parameters', () => {
    expect(hasher.isOutdated(current)).toBe(false);
  });

  it.each([
    ['m=19456', 'm=8192'],
    ['m=19456', 'm=65536'],
    ['t=2', 't=1'],
    ['t=2', 't=10'],
    ['p=1$', 'p=4$'],
    ['v=19', 'v=16'],
    ['argon2id', 'argon2i'],
  ])('is true for a hash with another parameter or algorithm: %s, now %s', (from, to) => {
    expect(hasher.isOutdated(current.replace(from, to))).toBe(true);
  });

  it('is true for those of the default, once the variables change', () => {
    const costs = [
      hashingCost({ AUTH_HASH_MEMORY_MIB: 20, AUTH_HASH_PASSES: 2 }),
      hashingCost({ AUTH_HASH_MEMORY_MIB: 19, AUTH_HASH_PASSES: 3 }),
    ];
    for (const cost of costs) {
      expect(new Argon2PasswordHasher(cost, 1).isOutdated(current)).toBe(true);
    }
  });
});

describe('The queue of an Argon2PasswordHasher', () => {
  it('accepts this many beside those of a thread, refuses the next, and runs all the others', async () => {
    const hasher = new Argon2PasswordHasher(COST, 1, WAITING);
    const results = await Promise.allSettled(
      Array.from({ length: ROOM + 1 }, () => hasher.hash('password', REQUESTER)),
    );
    expect(results.slice(0, ROOM).every(({ status }) => status === 'fulfilled')).toBe(true);
    expect(results[ROOM]).toMatchObject({
      status: 'rejected',
      reason: { name: 'ServiceError', code: 'too_busy', status: 503 },
    });
  });

  it('is shared by hashing and verifying, for known and unknown users', async () => {
    const hasher = new Argon2PasswordHasher(COST, 1, WAITING);
    const hash = await hasher.hash('password', REQUESTER);
    const waiting = Array.from({ length: ROOM }, () => hasher.verify('password', hash, REQUESTER));
    await expect(hasher.hash('password', REQUESTER)).rejects.toMatchObject({ code: 'too_busy' });
    await expect(hasher.verify('x', hash, REQUESTER)).rejects.toMatchObject({ code: 'too_busy' });
    await expect(hasher.verify('x', undefined, REQUESTER)).rejects.toMatchObject({
      code: 'too_busy',
    });
    await expect(Promise.all(waiting)).resolves.not.toContain(false);
  });

  it('has room again afterwards', async () => {
    const hasher = new Argon2PasswordHasher(COST, 1, WAITING);
    await Promise.allSettled(
      Array.from({ length: ROOM + 1 }, () => hasher.hash('password', REQUESTER)),
    );
    await expect(hasher.hash('password', REQUESTER)).resolves.toMatch(/^\$argon2id/);
  });

  it('frees the place of a job that failed', async () => {
    const hasher = new Argon2PasswordHasher(COST, 1, WAITING);
    const broken = Array.from({ length: ROOM }, () =>
      hasher.verify('password', 'no hash', REQUESTER),
    );
    const results = await Promise.allSettled(broken);
    expect(results.every(({ status }) => status === 'rejected')).toBe(true);
    await expect(hasher.hash('password', REQUESTER)).resolves.toMatch(/^\$argon2id/);
  });
});
