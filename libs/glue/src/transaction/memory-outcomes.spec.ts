import { MemoryOutcomes } from './memory-outcomes.js';
import type { KeyedWork } from './outcome-store.js';

const WORK: KeyedWork = {
  caller: 'orders',
  call: 'take',
  key: 'k-1',
  inputHash: 'a',
  isSecret: false,
};
const open = () => {
  const outcomes = new MemoryOutcomes();
  let effects = 0;
  const effect = async () => ({ output: ++effects });
  return { outcomes, effect, effects: () => effects };
};

describe('outcomes in memory', () => {
  it('have one effect per key, also at the same time', async () => {
    const { outcomes, effect, effects } = open();
    const all = await Promise.all([1, 2, 3].map(() => outcomes.once(WORK, effect)));
    expect([...all, await outcomes.once(WORK, effect)]).toEqual(Array(4).fill({ output: 1 }));
    expect(effects()).toBe(1);
  });

  it.each([{ caller: 'billing' }, { call: 'left' }, { key: 'k-2' }])(
    'tell apart works with %j',
    async (other) => {
      const { outcomes, effect } = open();
      await outcomes.once(WORK, effect);
      await expect(outcomes.once({ ...WORK, ...other }, effect)).resolves.toEqual({ output: 2 });
    },
  );

  it('keep a refusal, and not what is thrown', async () => {
    const { outcomes, effect } = open();
    const refused = { refusal: 'sold out' };
    await outcomes.once(WORK, async () => refused);
    await expect(outcomes.once(WORK, effect)).resolves.toBe(refused);
    const other = { ...WORK, key: 'k-2' };
    await expect(outcomes.once(other, () => Promise.reject(new Error('lost')))).rejects.toThrow(
      'lost',
    );
    await expect(outcomes.once(other, effect)).resolves.toEqual({ output: 1 });
  });

  it('tell a key with another input, and do not repeat a secret', async () => {
    const { outcomes, effect, effects } = open();
    await outcomes.once(WORK, effect);
    await expect(outcomes.once({ ...WORK, inputHash: 'b' }, effect)).resolves.toBe('reused');
    const secret = { ...WORK, key: 'k-2', isSecret: true };
    await expect(outcomes.once(secret, effect)).resolves.toEqual({ output: 2 });
    await expect(outcomes.once(secret, effect)).resolves.toBe('secret');
    expect(effects()).toBe(2);
  });

  it('forget what is about someone, and keep the key', async () => {
    const { outcomes, effect, effects } = open();
    const about = { ...WORK, subject: 'customer:1' };
    await outcomes.once(about, effect);
    expect([await outcomes.forget('customer:2'), await outcomes.forget('customer:1')]).toEqual([
      0, 1,
    ]);
    await expect(outcomes.once(about, effect)).resolves.toBe('secret');
    expect(effects()).toBe(1);
  });
});
