import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { NotReadyError, ReadinessService } from './readiness.service.js';

const passes = async () => {};
const fails = async () => {
  throw new Error('password authentication failed for user "me"');
};
const neverAnswers = () => new Promise<void>(() => {});

let warn: jest.SpiedFunction<Logger['warn']>;
beforeEach(() => (warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => {})));
afterEach(() => {
  jest.restoreAllMocks();
  jest.useRealTimers();
});

function service(checks: Record<string, () => Promise<string | void>>): ReadinessService {
  const readiness = new ReadinessService();
  for (const [name, check] of Object.entries(checks)) readiness.register(name, check);
  return readiness;
}

describe('ReadinessService', () => {
  it('is ready without checks', async () => {
    await expect(service({}).read()).resolves.toEqual({ ready: true, checks: {} });
  });

  it('is ready when every check passes', async () => {
    await expect(service({ a: passes, b: passes }).read()).resolves.toEqual({
      ready: true,
      checks: { a: 'ok', b: 'ok' },
    });
    expect(warn).not.toHaveBeenCalled();
  });

  it('is not ready when one fails, and logs the reason only', async () => {
    await expect(service({ a: passes, b: fails }).read()).resolves.toEqual({
      ready: false,
      checks: { a: 'ok', b: 'failing' },
    });
    expect(warn).toHaveBeenCalledWith(expect.stringMatching(/^b is not ready: password auth/));
  });

  it('logs once while it fails, and when it is ready again', async () => {
    const log = jest.spyOn(Logger.prototype, 'log').mockImplementation(() => {});
    let check: () => Promise<void> = fails;
    const readiness = service({ a: () => check() });
    for (let i = 0; i < 10; i++) await readiness.read();
    expect(warn).toHaveBeenCalledTimes(1);
    check = passes;
    for (let i = 0; i < 10; i++) await readiness.read();
    expect(log.mock.calls).toEqual([['a is ready again']]);
    check = async () => {
      throw new NotReadyError('read_only', { cause: new Error('its disk is full') });
    };
    expect((await readiness.read()).checks).toEqual({ a: 'read_only' });
    expect(warn).toHaveBeenLastCalledWith('a is not ready: read_only (its disk is full)');
  });

  it('treats a check that throws synchronously as failed', async () => {
    const throws = () => {
      throw new Error('synchronously');
    };
    await expect(service({ a: throws }).read()).resolves.toMatchObject({ ready: false });
  });

  it('shows the reason of a check that allows it', async () => {
    const notReady = async () => {
      throw new NotReadyError('has not answered yet');
    };
    await expect(service({ a: notReady }).read()).resolves.toEqual({
      ready: false,
      checks: { a: 'has not answered yet' },
    });
  });

  it('stays ready when a check passes with a note, and shows it', async () => {
    await expect(service({ a: async () => 'unavailable' }).read()).resolves.toEqual({
      ready: true,
      checks: { a: 'unavailable' },
    });
  });

  it('waits two seconds and no longer for a check that never answers', async () => {
    jest.useFakeTimers();
    let answer: unknown;
    void service({ a: passes, b: neverAnswers })
      .read()
      .then((readiness) => (answer = readiness));

    await jest.advanceTimersByTimeAsync(1_999);
    expect(answer).toBeUndefined();
    await jest.advanceTimersByTimeAsync(1);
    expect(answer).toEqual({ ready: false, checks: { a: 'ok', b: 'failing' } });
  });

  it('runs all checks at the same time', async () => {
    jest.useFakeTimers();
    const read = service({ a: neverAnswers, b: neverAnswers, c: neverAnswers }).read();
    await jest.advanceTimersByTimeAsync(2_000);
    await expect(read).resolves.toMatchObject({ ready: false });
  });

  it('leaves no timer behind, which would keep the process alive', async () => {
    jest.useFakeTimers();
    await service({ a: passes, b: fails }).read();
    expect(jest.getTimerCount()).toBe(0);
  });

  it('runs the checks again each time', async () => {
    let fine = false;
    const readiness = service({ a: () => (fine ? passes() : fails()) });
    await expect(readiness.read()).resolves.toMatchObject({ ready: false });
    fine = true;
    await expect(readiness.read()).resolves.toMatchObject({ ready: true });
  });

  it('is not ready if the process begins to stop during a run', async () => {
    let end = () => {};
    const readiness = service({ a: () => new Promise<void>((resolve) => (end = resolve)) });
    const answers = [readiness.read(), readiness.read()];
    readiness.drain();
    end();
    const stopping = { ready: false, checks: { a: 'ok', process: 'stopping' } };
    expect(await Promise.all(answers)).toEqual([stopping, stopping]);
  });

  it('runs the checks once for all who ask meanwhile, and anew for the next', async () => {
    let [runs, fine] = [0, true];
    const readiness = service({ a: () => (runs++, fine ? passes() : fails()) });
    const answers = await Promise.all(Array.from({ length: 100 }, () => readiness.read()));
    expect(answers).toEqual(answers.map(() => ({ ready: true, checks: { a: 'ok' } })));
    expect(runs).toBe(1);
    fine = false;
    await expect(readiness.read()).resolves.toMatchObject({ ready: false });
    expect(runs).toBe(2);
  });

  it('is not ready, with any checks, once the process is about to stop', async () => {
    const readiness = service({ a: passes });
    readiness.drain();
    const { ready, checks } = await readiness.read();
    expect([ready, checks['a']]).toEqual([false, 'ok']);
    expect(Object.keys(checks)).toHaveLength(2);
  });
});
