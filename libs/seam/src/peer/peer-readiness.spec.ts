import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { z } from 'zod';
import { defineErrors } from '#glue/errors';
import { HealthModule, ReadinessService } from '#glue/health';
import { CertificateAuthority } from '../../../../test/support/certificates.js';
import { waitFor } from '../../../../test/support/wait-for.js';
import { query } from '../contract/call.js';
import { defineContract } from '../contract/define-contract.js';
import { type RemoteOptions, remoteClient } from './remote-client.js';

const rooms = defineContract('rooms', {
  errors: defineErrors({}),
  calls: { room: query({ input: z.int(), output: z.int() }) },
});
const tokens = { token: () => 'x' };

let warn: jest.SpiedFunction<Logger['warn']>;
beforeEach(() => (warn = jest.spyOn(Logger.prototype, 'warn').mockReturnValue(undefined)));
afterEach(() => warn.mockRestore());

/** What `/readyz` of a process says of rooms. */
async function readinessOf(options: Pick<RemoteOptions, 'url' | 'ca' | 'isOptional'>) {
  const { imports, providers } = remoteClient(rooms, 'ROOMS', {
    budgetMs: 5_000,
    tokens,
    ...options,
  });
  class CallerModule {}
  const module = {
    module: CallerModule,
    imports: [HealthModule, ...imports],
    providers,
  };
  const context = await NestFactory.createApplicationContext(module, { logger: false });
  const { ready, checks } = await context.get(ReadinessService, { strict: false }).read();
  await context.close();
  return { ready, state: checks['rooms'] };
}

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

async function withServer<T>(
  server: ReturnType<typeof createServer | typeof createTlsServer>,
  work: (port: number) => Promise<T>,
): Promise<T> {
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  try {
    return await work((server.address() as AddressInfo).port);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

const seconds = (ahead: number) => new Date(Date.now() + ahead * 1_000);

describe('the clock of a peer, in /readyz', () => {
  const accepting =
    (ahead: number): Listener =>
    (_, response) =>
      answer(response, 200, { pong: true, time: seconds(ahead) });
  /** As a peer whose clock is behind refuses tokens that are dated ahead. */
  const refusing =
    (ahead: number): Listener =>
    (_, response) => {
      response.setHeader('date', seconds(ahead).toUTCString());
      answer(response, 404, { type: 'urn:seam:error:not_found', status: 404, code: 'not_found' });
    };

  it.each<[string, Listener, { ready: boolean; state: unknown }]>([
    ['that is right', accepting(0), { ready: true, state: 'ok' }],
    ['that is 8 s ahead', accepting(8), { ready: true, state: 'ok' }],
    [
      'that is 25 s ahead',
      accepting(25.5),
      {
        ready: true,
        state: expect.stringMatching(/^the clock of rooms is 25 s ahead of ours[.] Sync/),
      },
    ],
    [
      'that is 25 s behind',
      accepting(-25.5),
      {
        ready: true,
        state: expect.stringMatching(/^the clock of rooms is 25 s behind ours[.] Sync/),
      },
    ],
    [
      'that is 40 s ahead',
      accepting(40.5),
      {
        ready: false,
        state: expect.stringMatching(/is 40 s ahead of ours.*beyond 30 s calls are ref/),
      },
    ],
    [
      'that is 40 s behind, which refuses calls',
      refusing(-40),
      {
        ready: false,
        state: expect.stringMatching(/is 4[01] s behind ours.*beyond 30 s calls are ref/),
      },
    ],
    [
      'that is right, and which refuses calls',
      refusing(0),
      {
        ready: false,
        state: expect.stringMatching(/^rooms does not know this service.*the keys of both/),
      },
    ],
    [
      'of an earlier version, which does not tell',
      (_, response) => answer(response, 200, { pong: true }),
      { ready: true, state: 'ok' },
    ],
  ])('%s', async (_, listener, expected) => {
    const got = await withServer(createServer(listener), (port) =>
      readinessOf({ url: `http://127.0.0.1:${port}` }),
    );
    expect(got).toEqual(expected);
  });
});

describe('a peer that only gets commands, in /readyz', () => {
  const refusing: Listener = (_, response) =>
    answer(response, 404, { type: 'urn:seam:error:not_found', status: 404, code: 'not_found' });
  const stateWith = (listener: Listener, isOptional: boolean) =>
    withServer(createServer(listener), (port) =>
      readinessOf({ url: `http://127.0.0.1:${port}`, isOptional }),
    );

  it.each<[string, Listener, RegExp]>([
    ['that has never answered', (request) => request.destroy(), /^The rooms service is unavail/],
    ['that hangs', () => undefined, /^The rooms service is unavail/],
    ['that refuses our key', refusing, /^rooms does not know this service/],
    ['of another version', (_, to) => answer(to, 200, { pong: true, version: 'v2' }), /version v2/],
  ])('%s is a note', async (_, listener, note) => {
    const state = expect.stringMatching(note) as unknown;
    expect(await stateWith(listener, true)).toEqual({ ready: true, state });
    expect(await stateWith(listener, false)).toMatchObject({ ready: false });
  });
});

describe('the version of the wire of a peer, in /readyz', () => {
  it.each([
    ['the same', { version: 'v1' }, { ready: true, state: 'ok' }],
    [
      'another',
      { version: 'v2' },
      {
        ready: false,
        state: expect.stringMatching(/^rooms has version v2 .* this process v1: all calls are ref/),
      },
    ],
  ])('%s', async (_, version, expected) => {
    const listener: Listener = (_request, response) =>
      answer(response, 200, { pong: true, ...version });
    const got = await withServer(createServer(listener), (port) =>
      readinessOf({ url: `http://127.0.0.1:${port}` }),
    );
    expect(got).toEqual(expected);
    const lines = warn.mock.calls.map(([text]) => String(text));
    expect(lines.some((line) => line.includes('has version v2'))).toBe(!expected.ready);
  });
});

describe('a peer over https', () => {
  let ours: CertificateAuthority;
  let other: CertificateAuthority;
  beforeAll(() => {
    [ours, other] = [CertificateAuthority.make(), CertificateAuthority.make()];
  });
  afterAll(() => [ours, other].forEach((each) => each.remove()));

  const askWith = (authority: CertificateAuthority | undefined, host = 'IP:127.0.0.1') => {
    const server = createTlsServer(ours.issue(host), (_, response) =>
      answer(response, 200, { pong: true }),
    );
    const ca = authority && readFileSync(authority.path, 'utf8');
    return withServer(server, (port) => readinessOf({ url: `https://127.0.0.1:${port}`, ca }));
  };

  it('is asked if its certificate is of the CA', async () => {
    await expect(askWith(ours)).resolves.toEqual({ ready: true, state: 'ok' });
  });

  it.each<[string, () => ReturnType<typeof askWith>]>([
    ['without the CA', () => askWith(undefined)],
    ['with another CA', () => askWith(other)],
    ['for another host', () => askWith(ours, 'DNS:rooms.example')],
  ])('is unavailable %s, and the log names the certificate', async (_, ask) => {
    const { ready, state } = await ask();
    expect([ready, state]).toEqual([false, expect.stringMatching(/^The rooms service is unavail/)]);
    const line =
      /^rooms at https:.*the certificate of the server is not accepted: .*ROOMS_API_CA_FILE/;
    await waitFor(
      () => warn.mock.calls.some(([text]) => line.test(String(text))),
      5_000,
      () => `a line in ${JSON.stringify(warn.mock.calls)}`,
    );
  });
});
