import { OneAtATime } from './one-at-a-time.js';

describe('OneAtATime', () => {
  let runs: { key: string; end: (error?: Error) => void }[];
  let one: OneAtATime<string>;
  beforeEach(() => {
    runs = [];
    one = new OneAtATime();
  });

  const work = (key: string) =>
    one.run(
      key,
      () =>
        new Promise<void>((resolve, reject) => {
          runs.push({ key, end: (error) => (error ? reject(error) : resolve()) });
        }),
    );
  const settled = () => new Promise((resolve) => setImmediate(resolve));

  it('shares the next run among the calls during a run', async () => {
    const first = work('a');
    const others = [work('a'), work('a'), work('a')];
    expect(runs).toHaveLength(1);
    runs[0]!.end();
    await first;
    await settled();
    expect(runs).toHaveLength(2);
    runs[1]!.end();
    await Promise.all(others);
    expect(runs).toHaveLength(2);
  });

  it('runs at once for another key, and when nothing runs', async () => {
    const [a, b] = [work('a'), work('b')];
    expect(runs.map(({ key }) => key)).toEqual(['a', 'b']);
    for (const { end } of runs) end();
    await Promise.all([a, b]);
    await settled();
    void work('a');
    expect(runs).toHaveLength(3);
  });

  it('continues after a failure, which only the calls of that run get', async () => {
    const first = work('a');
    const next = work('a');
    runs[0]!.end(new Error('broken'));
    await expect(first).rejects.toThrow('broken');
    await settled();
    const last = work('a');
    runs[1]!.end();
    await next;
    await settled();
    runs[2]!.end();
    await last;
  });
});
