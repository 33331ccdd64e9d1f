import { idParameters } from './id.js';

describe('the id in a path', () => {
  it.each(['1', '2147483648', String(Number.MAX_SAFE_INTEGER)])('may be %s', (id) => {
    expect(idParameters.parse({ id })).toEqual({ id: Number(id) });
  });

  it.each(['0', '-1', '1.5', '1e3', ' 1', '', 'x', '9007199254740992', '99999999999999999'])(
    'must not be %j',
    (id) => {
      expect(idParameters.safeParse({ id }).success).toBe(false);
    },
  );
});
