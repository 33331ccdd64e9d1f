import { once } from 'node:events';
import type { Socket } from 'node:net';
import axios, { AxiosError, isCancel } from 'axios';
import { type FakePeer, openFakePeer } from '../../../../test/support/fake-peer.js';
import { waitFor } from '../../../../test/support/wait-for.js';
import { axiosOptions } from './axios-options.js';
import { undiciAdapter } from './undici.adapter.js';

const PATIENT_MS = 5_000;
const CONNECTIONS = 8;

const clientOf = (url: string) => axios.create(axiosOptions(url) as object);
const post = (client: ReturnType<typeof clientOf>, signal?: AbortSignal) =>
  client.request<string>({ method: 'POST', url: '/call', data: '{}', ...(signal && { signal }) });

describe('the HTTP client', () => {
  let peer: FakePeer;
  beforeEach(async () => (peer = await openFakePeer()));
  afterEach(() => peer.close());

  const sockets = () => new Set(peer.calls.map(({ socket }) => socket));

  it('resolves with the text, the status and the headers of any response', async () => {
    peer.behave((_, response) => {
      response.writeHead(418, { 'x-kind': 'tea', 'set-cookie': ['a', 'b'] }).write('{"é":');
      response.end(Buffer.from('"ü"}'));
    });
    const { data, status, headers } = await post(clientOf(`${peer.url}/base/`));
    expect([data, status]).toEqual(['{"é":"ü"}', 418]);
    expect(headers).toMatchObject({ 'x-kind': 'tea', 'set-cookie': ['a', 'b'] });
    expect(typeof headers['date']).toBe('string');
    expect(peer.calls[0]!.url).toBe('/base/call');
    expect(peer.calls[0]!.headers).toMatchObject({ 'accept-encoding': 'identity' });
  });

  it('keeps connections, and opens others if the peer has closed them', async () => {
    peer.behave((_, response) => response.end('{}'));
    const client = clientOf(peer.url);
    for (let i = 0; i < 50; i++) await post(client);
    const kept = [...sockets()] as Socket[];
    // The second one is for a request in the turn in which the one before is answered.
    expect(kept.length).toBeLessThanOrEqual(2);
    const closed = kept.map((each) => once(each, 'close'));
    kept.forEach((each) => each.end());
    await Promise.all(closed);
    for (let i = 0; i < 50; i++) await post(client);
    expect(peer.calls).toHaveLength(100);
    expect(sockets().size).toBeLessThanOrEqual(2 * kept.length + 1);
  });

  it('sends nothing twice if a kept connection ends with the request', async () => {
    const client = clientOf(peer.url);
    peer.behave((_, response) => response.end('{}'));
    await post(client);
    peer.behave((_, response) => response.destroy());
    const error: unknown = await post(client).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AxiosError);
    expect(peer.calls).toHaveLength(2);
  });

  it('closes the connection of a request that is cancelled', async () => {
    let closed = 0;
    peer.behave((request) => request.socket.once('close', () => closed++));
    const cancel = new AbortController();
    const answer = post(clientOf(peer.url), cancel.signal).catch((error: unknown) => error);
    await waitFor(
      () => peer.calls.length === 1,
      PATIENT_MS,
      () => 'the request',
    );
    cancel.abort();
    expect(isCancel(await answer)).toBe(true);
    await waitFor(
      () => closed === 1,
      PATIENT_MS,
      () => 'the end of its connection',
    );
  });

  it('does not send a request that is cancelled before', async () => {
    const answer = post(clientOf(peer.url), AbortSignal.abort()).catch((error: unknown) => error);
    expect(isCancel(await answer)).toBe(true);
    expect(peer.calls).toHaveLength(0);
  });

  it('has no more connections than it may; further requests wait', async () => {
    const waiting: (() => void)[] = [];
    peer.behave((_, response) => waiting.push(() => response.end('{}')));
    const limits = { connectTimeoutMs: PATIENT_MS, maxAnswerBytes: 1_000 };
    const adapter = undiciAdapter({ ...limits, connections: CONNECTIONS });
    const client = axios.create({ ...(axiosOptions(peer.url) as object), adapter });
    const all = Promise.all(Array.from({ length: CONNECTIONS + 20 }, () => post(client)));
    await waitFor(
      () => waiting.length === CONNECTIONS,
      PATIENT_MS,
      () => `${CONNECTIONS} requests: ${waiting.length}`,
    );
    expect(peer.mostAtOnce).toBe(CONNECTIONS);
    peer.behave((_, response) => response.end('{}'));
    waiting.forEach((answer) => answer());
    expect(await all).toHaveLength(CONNECTIONS + 20);
    expect(sockets().size).toBe(CONNECTIONS);
  });
});
