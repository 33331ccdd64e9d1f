import { LostConnection, PretendedNetwork } from './pretended-network.js';

/** For a busy machine. */
const SLACK_MS = 500;

const never = () => new AbortController().signal;
const networkOf = (given: object) =>
  new PretendedNetwork({ latencyMs: 0, jitterMs: 0, loss: 0, seed: 7, ...given });

/** What happened to each of many requests. */
async function fates(network: PretendedNetwork, requests: number): Promise<string[]> {
  const all: string[] = [];
  for (let i = 0; i < requests; i++) {
    let isServed = false;
    const serve = async () => void (isServed = true);
    const end = await network.carry(serve, never()).then(
      () => 'answered',
      (error: unknown) => (error instanceof LostConnection ? error.code : 'another error'),
    );
    all.push(isServed ? end : `${end}, not served`);
  }
  return all;
}

describe('a pretended network', () => {
  it('takes the latency at least, half of it before the request is served', async () => {
    const network = networkOf({ latencyMs: 20 });
    const start = performance.now();
    const servedAfter = await network.carry(async () => performance.now() - start, never());
    const ms = performance.now() - start;
    expect(servedAfter).toBeGreaterThanOrEqual(10 - 0.5);
    expect(ms).toBeGreaterThanOrEqual(20 - 0.5);
    expect(ms).toBeLessThan(20 + SLACK_MS);
  });

  it('varies it evenly', async () => {
    const network = networkOf({ latencyMs: 800, jitterMs: 800 });
    const carried = Array.from({ length: 200 }, async () => {
      const start = performance.now();
      await network.carry(async () => {}, never());
      return performance.now() - start;
    });
    const times = await Promise.all(carried);
    expect(Math.min(...times)).toBeLessThan(600);
    expect(Math.max(...times)).toBeGreaterThan(1_000);
  });

  it('loses nothing, or all', async () => {
    expect(new Set(await fates(networkOf({}), 50))).toEqual(new Set(['answered']));
    expect(new Set(await fates(networkOf({ loss: 1 }), 50))).toEqual(
      new Set(['ECONNRESET, not served']),
    );
  });

  it('loses its share of requests, and of responses', async () => {
    const all = await fates(networkOf({ loss: 0.1 }), 2_000);
    const count = (fate: string) => all.filter((each) => each === fate).length;
    expect(count('ECONNRESET, not served') / 2_000).toBeCloseTo(0.1, 1);
    expect(count('ECONNRESET') / 2_000).toBeCloseTo(0.09, 1);
    expect(count('answered') / 2_000).toBeCloseTo(0.81, 1);
  });

  it('loses the same ones with the same seed', async () => {
    const [one, again] = [networkOf({ loss: 0.3 }), networkOf({ loss: 0.3 })];
    const other = networkOf({ loss: 0.3, seed: 8 });
    const first = await fates(one, 100);
    expect(await fates(again, 100)).toEqual(first);
    expect(await fates(other, 100)).not.toEqual(first);
  });

  it('ends at once when it is cancelled', async () => {
    const cancel = new AbortController();
    const start = performance.now();
    const carried = networkOf({ latencyMs: 60_000 }).carry(async () => {}, cancel.signal);
    cancel.abort();
    await expect(carried).rejects.toMatchObject({ name: 'AbortError' });
    expect(performance.now() - start).toBeLessThan(SLACK_MS);
  });
});
