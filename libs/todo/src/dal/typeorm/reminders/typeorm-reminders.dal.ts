import type { DataSource } from 'typeorm';
import { StatementRunner } from '#glue/db';
import { RemindersDal } from '../../../core/ports/reminders.dal.js';
import type { Fate, ReachedReminder } from '../../../core/reminders/reached-reminder.js';
import { OVER } from '../../../core/schedule/remind-at.js';
import { dueOf } from '../details/details.columns.js';
import { storedRemindAt } from './remind-at.column.js';
import { LOCK_REACHED, type ReachedRow, SETTLE } from './reminders.statements.js';

export class TypeormRemindersDal extends RemindersDal {
  private readonly statements: StatementRunner;

  constructor(source: DataSource) {
    super();
    this.statements = new StatementRunner(source);
  }

  override settle(
    now: number,
    decide: (reminder: ReachedReminder) => Fate,
    send: (reminder: ReachedReminder) => Promise<void>,
  ): Promise<boolean> {
    const time = new Date(now);
    return this.statements.transaction('reminders', async () => {
      const reached = (await this.statements.run(LOCK_REACHED, [time])).map(reminderOf);
      if (reached.length === 0) return false;
      const fates = new Map(reached.map((each) => [each, decide(each)]));
      const next = [...fates.values()].map((fate) => storedRemindAt(fate === 'sent' ? OVER : fate));
      const ids = [reached.map(({ userId }) => userId), reached.map(({ itemId }) => itemId)];
      const settled = await this.statements.run(SETTLE, [time, ...ids, next]);
      const still = new Set(settled.map(keyOf));
      for (const [reminder, fate] of fates)
        if (fate === 'sent' && still.has(keyOf(reminder))) await send(reminder);
      return true;
    });
  }
}

function keyOf({ userId, itemId }: Pick<ReachedReminder, 'userId' | 'itemId'>): string {
  return `${userId} ${itemId}`;
}

function reminderOf({ dueDate, dueTime, dueZone, ...row }: ReachedRow): ReachedReminder {
  return { ...row, due: dueOf(dueDate, dueTime, dueZone) };
}
