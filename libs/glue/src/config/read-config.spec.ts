import { readConfig } from './read-config.js';
import { serverConfig } from './server.config.js';

const parts = [serverConfig({ port: 8001 })] as const;

describe('readConfig', () => {
  it('has a default for everything in development', () => {
    expect(readConfig(parts, {})).toEqual({
      NODE_ENV: 'development',
      HOST: '127.0.0.1',
      PORT: 8001,
      INTERNAL_PORT: undefined,
      INTERNAL_HOST: undefined,
      LOG_LEVEL: 'info',
      CORS_ORIGINS: undefined,
      DATA_DIR: '.data',
      EVENTS_POLL_MS: 1_000,
      EVENTS_KEPT_DAYS: 30,
      EVENTS_HELD_DAYS: 90,
      SHUTDOWN_DELAY_MS: 250,
      TRUSTED_PROXIES: undefined,
      CONNECTIONS_MAX: 10_000,
      CONNECTIONS_PER_ADDRESS_MAX: undefined,
    });
  });
});
