import { readConfig, serverConfig } from '#glue/config';
import { hashConfig } from './hash.config.js';

const parts = [serverConfig({ port: 1 }), hashConfig] as const;

function read(NODE_ENV: string, memory?: string, passes?: string) {
  const hashes = { AUTH_HASH_MEMORY_MIB: memory, AUTH_HASH_PASSES: passes };
  const { AUTH_HASH_MEMORY_MIB, AUTH_HASH_PASSES } = readConfig(parts, {
    ...{ NODE_ENV, TRUSTED_PROXIES: 'none' },
    ...hashes,
  });
  return [AUTH_HASH_MEMORY_MIB, AUTH_HASH_PASSES];
}

describe('the cost of a hash', () => {
  it.each(['development', 'production'])('is 19 MiB with 2 passes by default, in %s', (env) => {
    expect(read(env)).toEqual([19, 2]);
  });

  it('may be anything in development, so that tests take less time', () => {
    expect(read('development', '1', '1')).toEqual([1, 1]);
  });

  it.each([
    ['7', '5'],
    ['46', '1'],
    ['19', '3'],
    ['256', '2'],
  ])('may be %s MiB with %s passes in production', (memory, passes) => {
    expect(read('production', memory, passes)).toEqual([Number(memory), Number(passes)]);
  });

  it.each([
    ['18', '2'],
    ['6', '100'],
    ['45', '1'],
  ])('may not be %s MiB with %s passes in production', (memory, passes) => {
    expect(() => read('production', memory, passes)).toThrow(
      `AUTH_HASH_MEMORY_MIB: is ${memory} with AUTH_HASH_PASSES=${passes}, which is too easy to guess in ` +
        'production. Use at least one of: 46 MiB with 1, 19 MiB with 2, 12 MiB with 3, 9 MiB with 4, ' +
        '7 MiB with 5.',
    );
  });

  it.each(['0', '1025', '1.5', 'x'])('is refused if the memory is %s', (memory) => {
    expect(() => read('production', memory)).toThrow(
      'AUTH_HASH_MEMORY_MIB: must be a whole number from 1 to 1024; leave it unset for 19.',
    );
  });
});
