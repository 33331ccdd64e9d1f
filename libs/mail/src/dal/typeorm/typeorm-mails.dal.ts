import { createHash, randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { users } from '#auth-kernel';
import { lockUntilCommit, StatementRunner } from '#glue/db';
import type { OutboxStore } from '#glue/outbox';
import type { Forgets } from '#glue/references';
import { subjectOf } from '#seam';
import {
  type MailedUser,
  MailsDal,
  type MailState,
  type QueuedMail,
  type Turn,
} from '../../core/ports/mails.dal.js';
import {
  ACCEPT,
  ERASE_RECIPIENTS,
  FIND_TURN,
  FORGET,
  KEEP_TURNS,
  LIST_OF,
  NEXT_TURN,
  NOTE_SENT,
  STATE,
  SWEEP,
  TAKE_TURN,
} from './mail.statements.js';
import type { StoredMails } from './stored-mails.js';

/** How long it is known that a mail was sent. */
const KEPT_DAYS = 30;
/** Changed per statement: requests may wait for a connection for some milliseconds. */
const STEP_ROWS = 500;

/** Mails in PostgreSQL, and their queue in an outbox store whose provider is a mail server. */
export class TypeormMailsDal extends MailsDal {
  private readonly statements: StatementRunner;
  private wake: () => void = () => undefined;

  /** @param forgetting what stores something about users: the queue, and commands */
  constructor(
    private readonly source: DataSource,
    private readonly queue: OutboxStore,
    private readonly stored: StoredMails,
    private readonly context: string,
    private readonly forgetting: readonly Forgets[],
  ) {
    super();
    this.statements = new StatementRunner(source);
  }

  override whenQueued(wake: () => void): void {
    this.wake = wake;
  }

  override async accept(mail: QueuedMail, expiresInMs: number): Promise<void> {
    const { id, template: call, userId, uniqueId } = mail;
    const subject = userId === undefined ? undefined : subjectOf(users, userId);
    await this.source.transaction(async (manager) => {
      const accepted = await this.statements.run(ACCEPT, [id, userId ?? null, uniqueId ?? null]);
      if (accepted.length === 0) return;
      const command = { contract: this.context, call, key: id, expiresInMs, subject };
      const body = this.stored.bodyOf(mail);
      await this.queue.put(manager, { ...command, body, orderBy: undefined }, () => this.wake());
    });
  }

  override async stateOf(id: string): Promise<MailState | undefined> {
    const [row] = await this.statements.run(STATE, [id]);
    return row?.state as MailState | undefined;
  }

  override async takeTurn(id: string, to: string, perHour: number): Promise<Turn> {
    const [found] = await this.statements.run(FIND_TURN, [id]);
    if (!found) return 'over';
    if (found.hasTurn) return 'now';
    const recipient = createHash('sha256').update(to.toLowerCase()).digest('base64url');
    return this.source.transaction(async (manager): Promise<Turn> => {
      // Two mails to one recipient must not both take the last turn.
      await lockUntilCommit(manager, `${this.context}.recipient ${recipient}`);
      const taken = await this.statements.run(TAKE_TURN, [id, recipient, perHour]);
      if (taken.length > 0) return 'now';
      const [next] = await this.statements.run(NEXT_TURN, [recipient, perHour]);
      // Without a row, the mail was removed meanwhile: the next try finds that.
      return { waitSeconds: Math.max(1, Math.ceil(next?.seconds ?? 1)) };
    });
  }

  override async noteSent(id: string): Promise<void> {
    await this.statements.run(NOTE_SENT, [id]);
  }

  override listOf(user: MailedUser, after: string | undefined, limit: number) {
    return this.statements.run(LIST_OF, [user.userId, user.uniqueId, after ?? null, limit]);
  }

  override async forget(userId: number): Promise<void> {
    await this.source.transaction(async () => {
      for (const each of this.forgetting) await each.forget(subjectOf(users, userId));
      const forgotten = await this.statements.run(FORGET, [userId]);
      await this.statements.run(KEEP_TURNS, [
        forgotten.map(() => randomUUID()),
        forgotten.map(({ recipient }) => recipient),
        forgotten.map(({ turnAt }) => turnAt),
      ]);
    });
  }

  /**
   * Erases some hashes of recipients, and some mails of long ago.
   *
   * @returns whether there may be more
   */
  async sweep(): Promise<boolean> {
    const erased = await this.statements.run(ERASE_RECIPIENTS, [STEP_ROWS]);
    const swept = await this.statements.run(SWEEP, [KEPT_DAYS, STEP_ROWS]);
    return Math.max(erased.length, swept.length) === STEP_ROWS;
  }
}
