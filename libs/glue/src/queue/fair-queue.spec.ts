import { jest } from '@jest/globals';
import { FairQueue } from './fair-queue.js';

const MAX_WAIT_MS = 1_000;
const HERE = ['here', 'a'];
const THERE = ['there', 'a'];

function queue(atOnce: number, room: number): FairQueue {
  return new FairQueue({ atOnce, room, maxWaitMs: MAX_WAIT_MS });
}

/** Jobs that run until the test ends them, and the result of each. */
class Works {
  readonly begun: string[] = [];
  readonly refused: string[] = [];
  private readonly running: (() => void)[] = [];

  constructor(private readonly queue: FairQueue) {}

  ask(name: string, keys = HERE, hasDisconnected = () => false): void {
    const job = () => {
      this.begun.push(name);
      return new Promise<void>((end) => this.running.push(end));
    };
    this.queue.run(keys, job, hasDisconnected).catch(({ code }: { code: string }) => {
      this.refused.push(`${name} ${code}`);
    });
  }

  async endOne(): Promise<void> {
    this.running.shift()!();
    await settled();
  }
}

const settled = () => new Promise(setImmediate);

describe('FairQueue', () => {
  it('runs no more at once than the maximum', async () => {
    const works = new Works(queue(2, 10));
    for (const name of ['1', '2', '3', '4']) works.ask(name);
    expect(works.begun).toEqual(['1', '2']);
    await works.endOne();
    expect(works.begun).toEqual(['1', '2', '3']);
  });

  it('lets keys take turns', async () => {
    const works = new Works(queue(1, 10));
    for (const name of ['1', '2', '3']) works.ask(name);
    works.ask('other', THERE);
    await works.endOne();
    await works.endOne();
    expect(works.begun).toEqual(['1', '2', 'other']);
  });

  it('lets second keys of a key take turns', async () => {
    const works = new Works(queue(1, 10));
    for (const name of ['1', '2', '3']) works.ask(name);
    works.ask('other', ['here', 'b']);
    await works.endOne();
    await works.endOne();
    expect(works.begun).toEqual(['1', '2', 'other']);
  });

  it('refuses the key with the most waiting jobs, and accepts the other', async () => {
    const works = new Works(queue(1, 3));
    for (const name of ['1', '2', '3', '4', '5']) works.ask(name);
    await settled();
    expect(works.refused).toEqual(['5 too_busy']);
    works.ask('other', THERE);
    await settled();
    expect(works.refused).toEqual(['5 too_busy', '4 too_busy']);
  });

  it('skips jobs that are gone', async () => {
    const works = new Works(queue(1, 10));
    works.ask('1');
    works.ask('gone', HERE, () => true);
    works.ask('2');
    await works.endOne();
    expect(works.begun).toEqual(['1', '2']);
    expect(works.refused).toEqual(['gone too_busy']);
  });

  it('refuses a job that has waited too long', async () => {
    const now = jest.spyOn(performance, 'now').mockReturnValue(0);
    const works = new Works(queue(1, 10));
    works.ask('1');
    works.ask('too early');
    now.mockReturnValue(1);
    works.ask('2');
    now.mockReturnValue(MAX_WAIT_MS + 1);
    await works.endOne();
    now.mockRestore();
    expect(works.begun).toEqual(['1', '2']);
    expect(works.refused).toEqual(['too early too_busy']);
  });

  it('continues after a job that failed', async () => {
    const one = queue(1, 10);
    const failing = one.run(HERE, () => Promise.reject(new Error('failed')));
    const next = one.run(HERE, async () => 'next');
    await expect(failing).rejects.toThrow('failed');
    await expect(next).resolves.toBe('next');
  });
});
