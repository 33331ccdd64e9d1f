import dns from 'node:dns';
import type { AddressInfo } from 'node:net';
import { jest } from '@jest/globals';
import { Module } from '@nestjs/common';
import { pino } from 'pino';
import { requestText, sendRaw } from '../../../../test/support/raw-http.js';
import { readConfig, serverConfig } from '../config/index.js';
import { createServer } from './create-server.js';
import { listen } from './listen.js';

@Module({})
class TestModule {}

/** A machine whose `localhost` has two addresses, if all of them are requested. */
function resolveBoth(): void {
  const both = [
    { address: '127.0.0.1', family: 4 },
    { address: '::1', family: 6 },
  ];
  const lookup = dns.lookup as (...args: unknown[]) => unknown;
  const fake = (...args: unknown[]) => {
    if (args[0] !== 'localhost' || args.length < 3) return lookup(...args);
    return (args[2] as (error: null, found: typeof both) => void)(null, both);
  };
  jest.spyOn(dns, 'lookup').mockImplementation(fake);
}

it('A server on localhost treats every connection alike', async () => {
  const config = readConfig([serverConfig({ port: 0 })], { HOST: 'localhost' });
  const logger = pino({ level: 'silent' });
  const app = await createServer('test', { module: TestModule }, config, logger);
  resolveBoth();
  try {
    await listen(app, config);
    const addresses = app.getHttpAdapter().getInstance().addresses() as AddressInfo[];
    for (const { address, port, family } of addresses) {
      const host = family === 'IPv6' ? `[${address}]` : address;
      const connect = requestText('CONNECT', 'example.com:443', [['host', 'x']]);
      expect([host, await sendRaw(`http://${host}:${port}`, connect)]).toEqual([
        host,
        expect.stringMatching(/^HTTP\/1.1 404 [^]*application\/problem[+]json/),
      ]);
    }
  } finally {
    jest.restoreAllMocks();
    await app.close();
  }
});
