import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { SECURITY_HEADERS } from './secure-http.js';

@Module({})
class EmptyModule {}

let app: NestFastifyApplication;

beforeAll(async () => {
  app = await NestFactory.create(EmptyModule, new FastifyAdapter(), { logger: false });
  app.useSecurityHeaders({
    contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } },
  });
  await app.listen(0, '127.0.0.1');
});
afterAll(() => app.close());

/** For obsolete browsers and plug-ins. */
const LEFT_OUT = [
  'x-dns-prefetch-control',
  'x-download-options',
  'x-permitted-cross-domain-policies',
  'x-xss-protection',
];
const NO_SECURITY = ['connection', 'content-length', 'content-type', 'date', 'keep-alive'];

describe('SECURITY_HEADERS', () => {
  it('are those of Nest, except for the omitted ones', async () => {
    const { headers } = await fetch(await app.getUrl());
    const ofNest = Object.fromEntries(headers);
    for (const name of NO_SECURITY) delete ofNest[name];
    const leftOut = LEFT_OUT.map((name) => [name, expect.any(String)] as const);
    expect(ofNest).toEqual({ ...SECURITY_HEADERS, ...Object.fromEntries(leftOut) });
  });
});
