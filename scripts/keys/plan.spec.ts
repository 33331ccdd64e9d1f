import { parseEnv } from 'node:util';
import { readConfig, serverConfig } from '#glue/config';
import { type KeyNeeds, keyVariables } from '#glue/keys';
import { newKeys, rotation, toText } from './plan.js';

const ALL = ['auth', 'mail', 'todo'];
const start = (env: Record<string, string | undefined>, needs: KeyNeeds) =>
  readConfig([serverConfig({ port: 0 }), keyVariables(ALL, needs)], {
    NODE_ENV: 'production',
    TRUSTED_PROXIES: 'none',
    ...env,
  });

describe('npm run keys', () => {
  const places = newKeys(ALL, ALL);
  const environments = new Map(
    places.map((place) => [place.context, parseEnv(toText([place])) as Record<string, string>]),
  );

  it.each(ALL)('gives the processes of %s all that they need in production', (name) => {
    const known = ALL.filter((each) => each !== name);
    expect(() => start(environments.get(name)!, { signing: [name], known })).not.toThrow();
  });

  it('gives no process the private key of another', () => {
    expect(Object.keys(environments.get('todo')!).sort()).toEqual([
      'AUTH_PUBLIC_KEYS',
      'MAIL_PUBLIC_KEYS',
      'TODO_KEY',
    ]);
  });

  it('has lines that fit together, also in one process', () => {
    const env = Object.assign({}, ...environments.values()) as Record<string, string>;
    expect(() => start(env, { signing: ALL, known: ALL })).not.toThrow();
  });

  it('makes only the chosen keys', () => {
    const text = toText(newKeys(ALL, ['mail']));
    expect(text.match(/^\w+(?==)/gm)).toEqual(['MAIL_PUBLIC_KEYS', 'MAIL_KEY', 'MAIL_PUBLIC_KEYS']);
    expect(text).not.toBe(toText(newKeys(ALL, ['mail'])));
  });

  it('says how to replace a key, with one new key in each step', () => {
    const text = rotation('todo');
    const [, key] = /^TODO_KEY=(.+)$/m.exec(text)!;
    const [before, after] = [...text.matchAll(/^TODO_PUBLIC_KEYS=(.+)$/gm)].map(
      ([, value]) => value!,
    );
    expect(before).toBe(`<the present value>,${after}`);
    expect(() =>
      start({ TODO_KEY: key, TODO_PUBLIC_KEYS: after }, { signing: ['todo'], known: ['todo'] }),
    ).not.toThrow();
  });
});
