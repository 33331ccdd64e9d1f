import { jest } from '@jest/globals';
import { waitFor } from '../../../../test/support/wait-for.js';
import { cached } from './cached.js';

const open = (ask: (input: unknown) => Promise<unknown>, ms = 60_000) =>
  cached(ask, { ms, encode: (input) => input, copy: structuredClone });

describe('cached', () => {
  it('reuses a result for equal inputs', async () => {
    const ask = jest.fn(async (input: unknown) => ({ input }));
    const call = open(ask);
    for (const id of [1, 1, 2]) expect(await call({ id }, {})).toEqual({ input: { id } });
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('asks again when its time is over', async () => {
    const ask = jest.fn(async () => 'a result');
    const call = open(ask, 20);
    await call(1, {});
    const isAskedAgain = async () =>
      (await call(1, {})) === 'a result' && ask.mock.calls.length > 1;
    await waitFor(isAskedAgain, 5_000, () => 'another question');
  });

  it('reuses undefined, too, but no error', async () => {
    const ask = jest.fn(() => Promise.resolve<unknown>(undefined));
    ask.mockRejectedValueOnce(new Error('once'));
    const call = open(ask);
    await expect(call(1, {})).rejects.toThrow('once');
    await call(1, {});
    await call(1, {});
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('gives each caller a copy', async () => {
    const call = open(async () => ({ list: [1] }));
    const first = (await call(1, {})) as { list: number[] };
    first.list.push(2);
    const second = (await call(1, {})) as { list: number[] };
    second.list.push(3);
    expect(await call(1, {})).toEqual({ list: [1] });
  });
});
