import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { readFileSync } from 'node:fs';
import { CertificateAuthority } from '../../../../../test/support/certificates.js';
import { MailServer, reply } from '../../mail-server.suite.js';
import type { SmtpServer } from '../../mail-fields.js';
import { SmtpTransport } from './smtp-transport.js';

const FROM = { name: 'Example', address: 'no-reply@example.com' };
const MAIL = {
  id: '0198c0de-0000-7000-8000-000000000001',
  to: 'anna@example.com',
  subject: 'Grüße & Co',
  text: 'Plain text',
  html: '<p>HTML</p>',
};
const DELIVERED = { state: 'delivered' };

let authority: CertificateAuthority;
let server: MailServer | undefined;
let lines: string[];
beforeAll(() => {
  authority = CertificateAuthority.make();
});
afterAll(() => authority.remove());
beforeEach(() => {
  lines = [];
  const note = (line: string) => void lines.push(line);
  jest.spyOn(Logger.prototype, 'warn').mockImplementation(note);
  jest.spyOn(Logger.prototype, 'log').mockImplementation(note);
});
afterEach(async () => {
  jest.restoreAllMocks();
  await server?.close();
  server = undefined;
});

const ca = () => readFileSync(authority.path, 'utf8');
const certified = (address = 'IP:127.0.0.1') => authority.issue(address);

async function start(...options: Parameters<typeof MailServer.start>): Promise<MailServer> {
  return (server = await MailServer.start(...options));
}

function transport(given: Partial<SmtpServer> = {}, authorities: string | undefined = ca()) {
  const tls = given.tls ?? 'never';
  return new SmtpTransport(
    { host: '127.0.0.1', port: server?.port ?? 1, ...given, tls },
    FROM,
    tls === 'never' ? undefined : authorities,
  );
}

describe('a mail', () => {
  it('has both forms, the sender, and a Message-ID that is its own', async () => {
    await start();
    expect(await transport().send(MAIL)).toEqual(DELIVERED);
    expect(await transport().send(MAIL)).toEqual(DELIVERED);
    const [first, second] = server!.received;
    expect(first).toMatchObject({ to: MAIL.to, messageId: `${MAIL.id}@example.com` });
    expect(second!.messageId).toBe(first!.messageId);
    for (const part of [
      /^From: Example <no-reply@example.com>/m,
      /^To: anna@example.com/m,
      /^Auto-Submitted: auto-generated/m,
      /^Content-Type: text\/plain/m,
      /^Content-Type: text\/html/m,
    ]) {
      expect(first!.source).toMatch(part);
    }
  });
});

describe('encryption', () => {
  it.each([
    ['by STARTTLS', 'starttls', false],
    ['at once', 'at once', true],
  ] as const)('%s', async (_how, tls, secure) => {
    await start({ ...certified(), secure });
    expect(await transport({ tls }).send(MAIL)).toEqual(DELIVERED);
  });

  it('is required: a server without STARTTLS gets no mail and no password', async () => {
    await start();
    const strict = transport({ tls: 'starttls', user: 'anna', password: 'canary' });
    expect(await strict.send(MAIL)).toMatchObject({ state: 'failed', isOutage: true });
    expect(server!.received).toEqual([]);
    expect(strict.note).toMatch(/STARTTLS/);
  });

  it.each([
    ['of an unknown authority', 'IP:127.0.0.1', ''],
    ['of another name', 'DNS:mail.example.org', undefined],
  ])('needs a certificate that is not %s', async (_what, address, authorities) => {
    await start({ ...certified(address) });
    const strict = transport({ tls: 'starttls' }, authorities);
    expect(await strict.send(MAIL)).toMatchObject({ state: 'failed', isOutage: true });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(
      /^mails wait for the mail server 127.0.0.1:\d+: .*certificate.*MAIL_CA_FILE/,
    );
  });
});

describe('a failure', () => {
  it.each([
    [550, { state: 'refused', code: 'smtp_550' }],
    [450, { state: 'failed', code: 'smtp_450', isOutage: false }],
    [421, { state: 'failed', code: 'smtp_421', isOutage: true }],
  ])('of a recipient: %i', async (code, result) => {
    await start();
    server!.admit = () => {
      throw reply(code, `<${MAIL.to}> canary`);
    };
    expect(await transport().send(MAIL)).toEqual(result);
  });

  it.each([
    [554, { state: 'refused', code: 'smtp_554' }],
    [451, { state: 'failed', code: 'smtp_451', isOutage: false }],
  ])('of the content: %i', async (code, result) => {
    await start();
    server!.treat = () => {
      throw reply(code);
    };
    expect(await transport().send(MAIL)).toEqual(result);
  });

  it.each([
    [553, 'it refuses MAIL_FROM (553). Check MAIL_FROM'],
    [451, 'it answers 451'],
  ])('of the sender is an outage, not a refusal of the mail: %i', async (code, reason) => {
    await start();
    server!.admitSender = (address) => {
      throw reply(code, `<${address}> canary`);
    };
    const refused = transport();
    const failed = { state: 'failed', code: `smtp_${code}`, isOutage: true };
    expect(await refused.send(MAIL)).toEqual(failed);
    expect(refused.note).toBe(reason);
    expect(server!.received).toEqual([]);
    server!.admitSender = () => undefined;
    expect(await refused.send(MAIL)).toEqual(DELIVERED);
    expect(refused.note).toBeUndefined();
  });

  it('of the password is an outage, not a refusal of the mail', async () => {
    await start({
      ...certified(),
      authOptional: false,
      onAuth: ({ password }, _session, callback) =>
        callback(password === 'right' ? null : reply(535), { user: 'anna' }),
    });
    const wrong = transport({ tls: 'starttls', user: 'anna', password: 'canary-password' });
    expect(await wrong.send(MAIL)).toEqual({ state: 'failed', code: 'smtp_535', isOutage: true });
    expect(wrong.note).toMatch(/refuses the user or the password/);
    const right = transport({ tls: 'starttls', user: 'anna', password: 'right' });
    expect(await right.send(MAIL)).toEqual(DELIVERED);
    const without = transport({ tls: 'starttls' });
    expect(await without.send(MAIL)).toMatchObject({ code: 'smtp_530', isOutage: true });
    expect(lines.join()).not.toContain('canary');
  });

  it('of a connection that breaks in the middle of a mail', async () => {
    await start();
    server!.treat = () => {
      server!.breakConnections();
      throw reply(451);
    };
    const broken = transport();
    expect(await broken.send(MAIL)).toMatchObject({ state: 'failed', isOutage: true });
    server!.treat = () => undefined;
    expect(await broken.send(MAIL)).toEqual(DELIVERED);
    expect(broken.note).toBeUndefined();
  });

  it('is logged once, without the address and the content, and again when it is over', async () => {
    await start();
    const { port } = server!;
    await server!.close();
    const there = transport({ port });
    const failed = { state: 'failed', code: 'smtp_unavailable', isOutage: true };
    expect(await there.send(MAIL)).toEqual(failed);
    expect(await there.send(MAIL)).toEqual(failed);
    await start({}, port);
    expect(await there.send(MAIL)).toEqual(DELIVERED);
    expect(lines).toEqual([
      expect.stringMatching(/^mails wait for the mail server .*ECONNREFUSED.*Check MAIL_URL/),
      expect.stringMatching(/accepts mails again$/),
    ]);
    expect(lines.join()).not.toMatch(/anna|Grüße|Plain/);
  });
});

it('waits for a slow server, and stops to wait when the process stops', async () => {
  await start();
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  let isThere: () => void = () => undefined;
  const arrived = new Promise<void>((resolve) => (isThere = resolve));
  server!.treat = () => {
    isThere();
    return held;
  };
  const slow = transport();
  const sending = slow.send(MAIL);
  await arrived;
  slow.onModuleDestroy();
  expect(await sending).toMatchObject({ state: 'failed', isOutage: true });
  release();
}, 20_000);
