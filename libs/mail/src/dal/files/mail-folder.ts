import { readdir, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { reasonOf } from '#glue/errors';
import { makeFolder, readIfThere } from '#glue/lock';
import { type KeptMail, KeptMails } from '../../core/ports/kept-mails.js';
import type { Mail, MailTransport, SendResult } from '../../core/ports/mail-transport.js';

const LISTED = 100;
const FILE = /^([0-9a-f-]{36})[.]json$/;

/** Keeps mails as files that only this user can read: development sends none. */
export class MailFolder extends KeptMails implements MailTransport {
  private readonly logger = new Logger('Mail');
  private isFailing = false;

  /** @param path the folder, which is created for the first mail */
  constructor(private readonly path: string) {
    super();
  }

  async send(mail: Mail): Promise<SendResult> {
    try {
      await this.keep(mail);
      this.isFailing = false;
      return { state: 'delivered' };
    } catch (error) {
      // Such as a full disk: no other mail can be kept either.
      if (!this.isFailing) {
        this.logger.warn(`mails wait for the folder ${this.path}: ${reasonOf(error)}`);
      }
      this.isFailing = true;
      return { state: 'failed', code: 'folder_unavailable', isOutage: true };
    }
  }

  override async list(): Promise<KeptMail[]> {
    const newest = (await this.dated()).sort((a, b) => b.at - a.at).slice(0, LISTED);
    const kept = await Promise.all(newest.map(({ id }) => this.find(id)));
    return kept.filter((mail) => mail !== undefined);
  }

  override async find(id: string): Promise<KeptMail | undefined> {
    if (!FILE.test(`${id}.json`)) return undefined;
    const text = await readIfThere(this.fileOf(id));
    return text === undefined ? undefined : (JSON.parse(text) as KeptMail);
  }

  private async keep(mail: Mail): Promise<void> {
    await makeFolder(this.path);
    const draft = join(this.path, `${mail.id}.draft`);
    const kept: KeptMail = { ...mail, at: new Date().toISOString() };
    await writeFile(draft, JSON.stringify(kept, undefined, 2), { mode: 0o600 });
    await rename(draft, this.fileOf(mail.id));
  }

  private async dated(): Promise<{ id: string; at: number }[]> {
    const names = await readdir(this.path).catch(() => []);
    const ids = names.flatMap((name) => FILE.exec(name)?.[1] ?? []);
    return Promise.all(ids.map(async (id) => ({ id, at: (await stat(this.fileOf(id))).mtimeMs })));
  }

  private fileOf(id: string): string {
    return join(this.path, `${id}.json`);
  }
}
