import axios from 'axios';
import Fastify from 'fastify';
import { Agent as HttpAgent } from 'node:http';
import { Agent, request } from 'undici';
import type { Call, Library } from './library.js';
import { list } from './work.js';

/** A route without checks and without an identity: the ceiling of calls over HTTP. */
async function serve(): Promise<number> {
  const app = Fastify();
  app.post('/list', ({ body }) => list((body as { input: { user: number } }).input));
  return Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port);
}

const urlOf = (port: number) => `http://127.0.0.1:${port}/list`;

async function withUndici(port: number): Promise<Call> {
  const dispatcher = new Agent({ connections: 64 });
  const headers = { 'content-type': 'application/json' };
  return async (user) => {
    const body = JSON.stringify({ input: { user } });
    const response = await request(urlOf(port), { method: 'POST', headers, body, dispatcher });
    return response.body.json();
  };
}

async function withAxios(port: number): Promise<Call> {
  const http = axios.create({ httpAgent: new HttpAgent({ keepAlive: true, maxSockets: 64 }) });
  return async (user) => (await http.post<unknown>(urlOf(port), { input: { user } })).data;
}

export const bareFunction: Library = {
  name: 'a function',
  local: async () => (user) => list({ user }),
};
export const bareUndici: Library = { name: 'undici, no checks', serve, connect: withUndici };
export const bareAxios: Library = { name: 'axios, no checks', serve, connect: withAxios };
