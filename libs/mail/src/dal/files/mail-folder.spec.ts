import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MailFolder } from './mail-folder.js';

const MAIL = {
  ...{ id: '0198c0de-0000-7000-8000-000000000001', to: 'canary@example.com' },
  ...{ subject: 'subject', text: 'text', html: '<p>html</p>' },
};

let folder: string;
let lines: string[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mail-folder-'));
  lines = [];
  jest
    .spyOn(Logger.prototype, 'warn')
    .mockImplementation((line) => void lines.push(line as string));
});
afterEach(async () => {
  jest.restoreAllMocks();
  await rm(folder, { recursive: true });
});

it('a mail is kept, and found', async () => {
  const mails = new MailFolder(join(folder, 'mails'));
  expect(await mails.send(MAIL)).toEqual({ state: 'delivered' });
  expect(await mails.list()).toMatchObject([MAIL]);
  expect(await mails.find(MAIL.id)).toMatchObject(MAIL);
});

it('a mail that cannot be kept waits, and the log says why, once', async () => {
  const path = join(folder, 'mails');
  await writeFile(path, 'a file in its place');
  const mails = new MailFolder(path);
  const failed = { state: 'failed', code: 'folder_unavailable', isOutage: true };
  expect(await mails.send(MAIL)).toEqual(failed);
  expect(await mails.send(MAIL)).toEqual(failed);
  expect(lines).toEqual([expect.stringMatching(/^mails wait for the folder .*mails: E[A-Z]+/)]);
  expect(lines.join()).not.toContain('canary');

  await rm(path);
  expect(await mails.send(MAIL)).toEqual({ state: 'delivered' });
  expect(await readdir(path)).toEqual([`${MAIL.id}.json`]);
});
