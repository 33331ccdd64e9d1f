import { aroundMethods } from './around-methods.js';

/** A DAL with private state. */
class Dal {
  readonly name = 'dal';
  #calls = 0;

  async find(a: number, b: number): Promise<number> {
    this.#calls += 1;
    return a + b;
  }

  async twice(n: number): Promise<number> {
    return (await this.find(n, 0)) + (await this.find(n, 0));
  }

  throwAtOnce(): Promise<void> {
    throw new Error('at once');
  }

  async calls(): Promise<number> {
    return this.#calls;
  }
}

const dal = () =>
  aroundMethods(new Dal(), async (call) => {
    try {
      return await call();
    } catch (cause) {
      throw new Error('around', { cause });
    }
  });

describe('aroundMethods', () => {
  it('catches what a method throws synchronously', async () => {
    await expect(dal().throwAtOnce()).rejects.toThrow('around');
  });

  it('passes arguments and results', async () => {
    await expect(dal().find(1, 2)).resolves.toBe(3);
  });

  it('keeps `this`, also for private members and for methods that call others', async () => {
    const wrapped = dal();
    await expect(wrapped.twice(2)).resolves.toBe(4);
    await expect(wrapped.calls()).resolves.toBe(2);
  });

  it('works for a detached method', async () => {
    const { find } = dal();
    await expect(find(1, 2)).resolves.toBe(3);
  });

  it('returns other properties unchanged', () => {
    const wrapped = dal();
    expect(wrapped.name).toBe('dal');
    expect('missing' in wrapped).toBe(false);
    expect(wrapped).toBeInstanceOf(Dal);
  });
});
