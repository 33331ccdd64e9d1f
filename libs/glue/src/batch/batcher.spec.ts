import { setImmediate as turn } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { commonErrors } from '../errors/index.js';
import { Batcher, type BatcherOptions } from './batcher.js';

type Call = { questions: readonly number[]; answer: () => void; fail: (error: Error) => void };

/** A batcher whose calls answer on demand: ten times each number. */
function open(over: Partial<BatcherOptions> = {}) {
  const options = { calls: 1, size: 100, waitMs: 5_000, unavailable, ...over } as const;
  const calls: Call[] = [];
  const batcher = new Batcher<number, number>(
    (questions) =>
      new Promise((resolve, fail) => {
        calls.push({ questions, answer: () => resolve(questions.map((n) => n * 10)), fail });
      }),
    options,
  );
  return { calls, batcher };
}

const unavailable = commonErrors.database_unavailable;

const settled = async () => {
  await turn();
  await turn();
};

describe('Batcher', () => {
  it('calls at once when no call is running, and shares a call among requests of one turn', async () => {
    const { calls, batcher } = open();
    const answers = Promise.all([batcher.load(1), batcher.load(2), batcher.load(1)]);
    await settled();
    expect(calls.map(({ questions }) => questions)).toEqual([[1, 2, 1]]);
    calls[0]!.answer();
    expect(await answers).toEqual([10, 20, 10]);
  });

  it('never answers from a call that began before the request', async () => {
    const { calls, batcher } = open();
    const early = batcher.load(1);
    await settled();
    const late = batcher.load(1);
    await settled();
    expect(calls).toHaveLength(1);
    calls[0]!.answer();
    await early;
    await settled();
    expect(calls.map(({ questions }) => questions)).toEqual([[1], [1]]);
    calls[1]!.answer();
    expect(await late).toBe(10);
  });

  it('caches nothing', async () => {
    const { calls, batcher } = open();
    for (let i = 0; i < 2; i++) {
      const answer = batcher.load(1);
      await settled();
      calls[i]!.answer();
      await answer;
      await settled();
    }
    expect(calls).toHaveLength(2);
  });

  it('exceeds neither the maximum of concurrent calls nor that of requests per call', async () => {
    const { calls, batcher } = open({ calls: 2, size: 3 });
    const answers = Promise.all(Array.from({ length: 10 }, (_, i) => batcher.load(i)));
    for (let done = 0; done < 4; done++) {
      await settled();
      expect(calls.length - done).toBeLessThanOrEqual(2);
      calls[done]!.answer();
    }
    expect(await answers).toEqual(Array.from({ length: 10 }, (_, i) => i * 10));
    expect(calls.map(({ questions }) => questions.length)).toEqual([3, 3, 3, 1]);
  });

  it('fails only the callers that share a failed call', async () => {
    const { calls, batcher } = open();
    const first = Promise.allSettled([batcher.load(1), batcher.load(2)]);
    await settled();
    const second = batcher.load(3);
    calls[0]!.fail(new Error('unavailable'));
    expect((await first).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await settled();
    calls[1]!.answer();
    expect(await second).toBe(30);
  });

  describe('while calls take long', () => {
    beforeEach(() => jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick'] }));
    afterEach(() => jest.useRealTimers());

    const outcome = (answer: Promise<number>) =>
      answer.catch((error: Error) => (error as { code?: string }).code ?? error.message);

    it('limits the wait of a request, however long the call before it takes', async () => {
      const { calls, batcher } = open();
      const first = batcher.load(1);
      await settled();
      jest.advanceTimersByTime(3_000);
      const second = outcome(batcher.load(2));
      jest.advanceTimersByTime(4_999);
      await settled();
      const third = batcher.load(3); // joins the second
      jest.advanceTimersByTime(1);
      expect(await second).toBe('database_unavailable');
      expect(await outcome(third)).toBe('database_unavailable');
      const fourth = batcher.load(4);
      calls[0]!.answer();
      expect(await first).toBe(10);
      await settled();
      expect(calls.map(({ questions }) => questions)).toEqual([[1], [4]]);
      calls[1]!.answer();
      expect(await fourth).toBe(40);
      expect(jest.getTimerCount()).toBe(0);
    });

    it('rejects requests that wait for a call that fails late: they would wait as long again', async () => {
      const { calls, batcher } = open({ calls: 2, size: 1 });
      const answers = [1, 2, 3, 4].map((n) => outcome(batcher.load(n)));
      await settled();
      jest.advanceTimersByTime(4_000);
      calls[0]!.fail(new Error('lock timeout'));
      expect(await Promise.all([answers[0], answers[2], answers[3]])).toEqual(
        Array(3).fill('lock timeout'),
      );
      calls[1]!.answer();
      expect(await answers[1]).toBe(20);
      await settled();
      expect(calls).toHaveLength(2);

      const next = batcher.load(5);
      await settled();
      calls[2]!.answer();
      expect(await next).toBe(50);
      expect(jest.getTimerCount()).toBe(0);
    });

    it('calls for requests that wait for a call that fails at once', async () => {
      const { calls, batcher } = open({ size: 1 });
      const answers = [1, 2].map((n) => outcome(batcher.load(n)));
      await settled();
      jest.advanceTimersByTime(100);
      calls[0]!.fail(new Error('connection lost'));
      expect(await answers[0]).toBe('connection lost');
      await settled();
      calls[1]!.answer();
      expect(await answers[1]).toBe(20);
    });
  });
});
