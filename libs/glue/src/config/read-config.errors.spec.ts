import { z } from 'zod';
import { StartError } from '../errors/index.js';
import type { ConfigPart } from './config-part.js';
import { postgresUrl, wholeNumber } from './fields.js';
import { readConfig } from './read-config.js';
import { serverConfig } from './server.config.js';

const database = {
  shape: {
    AUTH_DB_URL: postgresUrl(),
    TO_DO_DB_URL: postgresUrl(),
    AUTH_MAX_CONNECTIONS: wholeNumber({ min: 1, max: 1000, default: 10 }),
  },
} satisfies ConfigPart;
const secrets = {
  shape: { SECRET: z.string().optional() },
  check(config, report) {
    if (config['NODE_ENV'] === 'production' && config['SECRET'] !== LONG_SECRET) {
      report('SECRET', 'is not long enough.');
    }
  },
} satisfies ConfigPart;
const parts = [serverConfig({ port: 8001 }), secrets, database] as const;

const GIVEN_SECRET = 'hunter2-hunter2';
const LONG_SECRET = 'kX2v9QpLr7TnWz4YbC8dFgHj3MsNaE6u';

function errorsOf(env: Record<string, string>): string {
  try {
    readConfig(parts, env);
  } catch (error) {
    expect(error).toBeInstanceOf(StartError);
    return (error as StartError).message;
  }
  throw new Error('the environment was accepted');
}

describe('readConfig, given invalid variables', () => {
  it('reports all of them at once, one per line', () => {
    const message = errorsOf({
      PORT: '70000',
      LOG_LEVEL: 'loud',
      AUTH_DB_URL: 'http://db/auth',
      AUTH_MAX_CONNECTIONS: '0',
      CORS_ORIGINS: 'example.com',
      NODE_ENV: 'production',
      SHUTDOWN_DELAY_MS: '5s',
    });
    const variables = message
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(':')[0]);
    expect(variables.sort()).toEqual([
      'AUTH_DB_URL',
      'AUTH_MAX_CONNECTIONS',
      'CORS_ORIGINS',
      'LOG_LEVEL',
      'PORT',
      'SECRET',
      'SHUTDOWN_DELAY_MS',
      'TRUSTED_PROXIES',
    ]);
  });

  it('reports a variable once, with any number of errors', () => {
    expect(errorsOf({ PORT: 'x' }).match(/PORT/g)).toHaveLength(1);
    const production = { NODE_ENV: 'production', TRUSTED_PROXIES: 'x' };
    expect(errorsOf(production).match(/TRUSTED_PROXIES:/g)).toHaveLength(1);
  });

  it('never repeats the value of a secret or of a database URL', () => {
    const message = errorsOf({
      NODE_ENV: 'production',
      SECRET: GIVEN_SECRET,
      AUTH_DB_URL: `http://me:${GIVEN_SECRET}@db/auth`,
      TO_DO_DB_URL: GIVEN_SECRET,
    });
    expect(message).toContain('SECRET:');
    expect(message).toContain('AUTH_DB_URL:');
    expect(message).toContain('TO_DO_DB_URL:');
    expect(message).not.toContain(GIVEN_SECRET);
  });

  it('still checks a part when another part is invalid', () => {
    const picky = {
      shape: { A: z.string().optional() },
      check: (config, report) => config['PORT'] === undefined && report('A', 'has no port.'),
    } satisfies ConfigPart;
    expect(() => readConfig([serverConfig({ port: 1 }), picky], { PORT: '-1' })).toThrow(
      /PORT: [\s\S]*A: has no port\./,
    );
  });
});

describe('readConfig', () => {
  it.each(['', ' ', '\t\n'])('treats %j as unset', (nothing) => {
    const config = readConfig(parts, {
      PORT: nothing,
      AUTH_DB_URL: nothing,
      CORS_ORIGINS: nothing,
      SECRET: nothing,
    });
    expect(config).toMatchObject({ PORT: 8001, AUTH_DB_URL: undefined });
    expect(config).toMatchObject({ CORS_ORIGINS: undefined, SECRET: undefined });
  });

  it('trims values', () => {
    expect(readConfig(parts, { PORT: ' 80\n', HOST: ' ::1 ' })).toMatchObject({
      PORT: 80,
      HOST: '::1',
    });
  });

  it('ignores variables that no part reads', () => {
    expect(readConfig([secrets], { SECRET: LONG_SECRET, PATH: '/bin' })).toEqual({
      SECRET: LONG_SECRET,
    });
  });
});
