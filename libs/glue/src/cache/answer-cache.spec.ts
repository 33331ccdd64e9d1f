import { jest } from '@jest/globals';
import { defineErrors, ServiceError } from '../errors/index.js';
import { AnswerCache } from './answer-cache.js';

const description = { message: 'No.', when: 'Always.', cure: 'None.' };
const errors = defineErrors({
  none: { ...description, status: 404 },
  unavailable: { ...description, status: 503 },
  broken: { ...description, status: 500 },
});
const START = Date.parse('2026-01-01T00:00:00Z');
const KEY = 'key';

interface Answer {
  of: string;
  until: number;
}

describe('AnswerCache', () => {
  let now: number;
  let ask: jest.MockedFunction<() => Promise<Answer>>;
  beforeEach(() => {
    now = START;
    ask = jest.fn(() => Promise.resolve({ of: KEY, until: START + 3_600_000 }));
  });

  const open = (freshMs = 1_000, staleIfErrorMs = 30_000) => {
    const cache = new AnswerCache<Answer>({
      freshMs,
      staleIfErrorMs,
      expiryOf: ({ until }) => until,
      refusals: [errors.none],
      outages: [errors.unavailable],
      now: () => now,
    });
    const read = (key = KEY, allowStale = true) => cache.read(key, ask, allowStale);
    return { cache, read };
  };
  const refuse = (code: keyof typeof errors) =>
    ask.mockRejectedValue(new ServiceError(errors[code]));
  /** Answers on demand. */
  const holdAnswers = () => {
    const answers: ((answer: Answer) => void)[] = [];
    ask.mockImplementation(() => new Promise((resolve) => answers.push(resolve)));
    return answers;
  };
  const ANSWER = { of: KEY, until: START + 3_600_000 };

  it('asks once while the answer is fresh, and again afterwards', async () => {
    const { read, cache } = open();
    for (const at of [0, 500, 999]) {
      now = START + at;
      expect(await read()).toEqual(ANSWER);
    }
    expect(cache.getFresh(KEY)).toEqual(ANSWER);
    expect(ask).toHaveBeenCalledTimes(1);
    now = START + 1_000;
    expect(cache.getFresh(KEY)).toBeUndefined();
    await read();
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('asks every time if an answer is fresh for no time, once for all that ask together', async () => {
    const { read } = open(0);
    const [one, other] = await Promise.all([read(), read()]);
    expect(ask).toHaveBeenCalledTimes(1);
    expect(one).not.toBe(other);
    await read();
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('measures the age of an answer from the question', async () => {
    const { read } = open();
    const answers = holdAnswers();
    const first = read();
    now = START + 900;
    answers[0]!(ANSWER);
    await first;
    now = START + 999;
    await read();
    expect(ask).toHaveBeenCalledTimes(1);
    now = START + 1_000;
    void read();
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('caches no answer beyond its expiry', async () => {
    ask.mockResolvedValue({ of: KEY, until: START + 500 });
    const { read } = open();
    await read();
    now = START + 500;
    await read();
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('forgets a key, also while it is asked for', async () => {
    const { read, cache } = open(30_000);
    const answers = holdAnswers();
    const early = read();
    cache.forget(KEY);
    answers[0]!(ANSWER);
    await early;
    expect(cache.getFresh(KEY)).toBeUndefined();
    ask.mockResolvedValue(ANSWER);
    await read();
    expect(cache.getFresh(KEY)).toEqual(ANSWER);
    cache.forget(KEY);
    expect(cache.getFresh(KEY)).toBeUndefined();
  });

  it('forgets the answers that match, and what is asked for meanwhile', async () => {
    const { read, cache } = open(30_000);
    ask.mockResolvedValueOnce({ ...ANSWER, of: 'a' }).mockResolvedValueOnce({ ...ANSWER, of: 'b' });
    await read('a');
    await read('b');
    const answers = holdAnswers();
    const pending = read('c');
    cache.forgetWhere(({ of }) => of === 'a');
    answers[0]!(ANSWER);
    await pending;
    expect(['a', 'b', 'c'].map((key) => cache.getFresh(key)?.of)).toEqual([
      undefined,
      'b',
      undefined,
    ]);
  });

  it('caches a refusal for a second at most', async () => {
    const { read } = open(30_000);
    refuse('none');
    for (const at of [0, 999]) {
      now = START + at;
      await expect(read()).rejects.toMatchObject({ code: 'none' });
    }
    expect(ask).toHaveBeenCalledTimes(1);
    now = START + 1_000;
    await expect(read()).rejects.toThrow();
    expect(ask).toHaveBeenCalledTimes(2);
  });

  describe('during an outage', () => {
    it('serves an answer that was confirmed shortly before, and does not prolong it', async () => {
      const { read } = open();
      await read();
      refuse('unavailable');
      for (const at of [20_000, 29_999]) {
        now = START + at;
        expect(await read()).toEqual(ANSWER);
      }
      now = START + 30_000;
      await expect(read()).rejects.toMatchObject({ code: 'unavailable' });
    });

    it('serves no stale answer to a caller that needs a confirmed one', async () => {
      const { read } = open();
      await read();
      refuse('unavailable');
      now = START + 1_000;
      const [stale, confirmed] = await Promise.allSettled([read(), read(KEY, false)]);
      expect(stale.status).toBe('fulfilled');
      expect(confirmed).toMatchObject({ reason: { code: 'unavailable' } });
    });

    it('serves no stale answer past its expiry, nor if stale-if-error is off', async () => {
      ask.mockResolvedValue({ of: KEY, until: START + 5_000 });
      const [usual, strict] = [open(), open(1_000, 0)];
      await usual.read();
      await strict.read();
      refuse('unavailable');
      now = START + 1_000;
      await expect(strict.read()).rejects.toMatchObject({ code: 'unavailable' });
      now = START + 5_000;
      await expect(usual.read()).rejects.toMatchObject({ code: 'unavailable' });
    });

    it('serves no stale answer that was refused or forgotten in between', async () => {
      const { read, cache } = open();
      await read();
      now = START + 1_000;
      refuse('none');
      await expect(read()).rejects.toMatchObject({ code: 'none' });
      now = START + 2_000;
      refuse('unavailable');
      await expect(read()).rejects.toMatchObject({ code: 'unavailable' });
      ask.mockResolvedValue(ANSWER);
      await read();
      cache.forget(KEY);
      refuse('unavailable');
      await expect(read()).rejects.toMatchObject({ code: 'unavailable' });
    });

    it('serves no stale answer for another error', async () => {
      const { read } = open();
      await read();
      now = START + 1_000;
      refuse('broken');
      await expect(read()).rejects.toMatchObject({ code: 'broken' });
    });
  });

  it('caches 10,000 answers and evicts the oldest', async () => {
    const { read, cache } = open();
    for (let i = 0; i <= 10_000; i++) await read(`${i}`);
    expect(cache.getFresh('1')).toBeDefined();
    expect(cache.getFresh('0')).toBeUndefined();
  });

  it('loses no answer to refusals, of which it caches 1,000', async () => {
    const { read, cache } = open(30_000);
    await read();
    refuse('none');
    for (let i = 0; i <= 1_000; i++) await read(`forged ${i}`).catch(() => undefined);
    ask.mockClear();
    expect(cache.getFresh(KEY)).toBeDefined();
    await read('forged 1').catch(() => undefined);
    expect(ask).toHaveBeenCalledTimes(0);
    await read('forged 0').catch(() => undefined);
    expect(ask).toHaveBeenCalledTimes(1);
  });
});
