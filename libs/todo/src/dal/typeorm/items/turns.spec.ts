import { setImmediate as turn } from 'node:timers/promises';
import { Turns } from './turns.js';

/** Jobs that end on demand, in the order of their start. */
function open(turns = new Turns()) {
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const ask = (userId: number, name: string) =>
    turns.take(userId, () => {
      begun.push(name);
      return new Promise<string>((resolve) => ends.push(() => resolve(name)));
    });
  const endNext = async () => {
    ends.shift()!();
    await turn();
  };
  return { begun, ask, endNext };
}

describe('Turns', () => {
  it('runs one job at a time, and lets users take turns', async () => {
    const { begun, ask, endNext } = open();
    const all = Promise.all([
      ...['a1', 'a2', 'a3'].map((name) => ask(1, name)),
      ...['b1', 'b2'].map((name) => ask(2, name)),
      ask(3, 'c1'),
    ]);
    for (let done = 0; done < 6; done++) {
      expect(begun).toHaveLength(done + 1);
      await endNext();
    }
    expect(await all).toEqual(['a1', 'a2', 'a3', 'b1', 'b2', 'c1']);
    expect(begun).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'b2']);
  });

  it('continues after a job that fails', async () => {
    const turns = new Turns();
    const failing = turns.take(1, () => Promise.reject(new Error('unavailable')));
    const next = turns.take(1, () => Promise.resolve('done'));
    await expect(failing).rejects.toThrow('unavailable');
    expect(await next).toBe('done');
    expect(await turns.take(2, () => Promise.resolve('again'))).toBe('again');
  });

  it('refuses a job that has waited too long, and continues', async () => {
    const { ask, endNext, begun } = open(new Turns(0));
    const first = ask(1, 'first');
    const late = expect(ask(2, 'late')).rejects.toMatchObject({ code: 'too_busy' });
    await turn();
    await endNext();
    await late;
    const next = ask(2, 'next');
    await endNext();
    expect(await Promise.all([first, next])).toEqual(['first', 'next']);
    expect(begun).toEqual(['first', 'next']);
  });
});
