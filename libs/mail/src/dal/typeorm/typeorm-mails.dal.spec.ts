import { DatabaseOutbox, DatabaseOutcomes } from '#glue/db';
import { migrations } from '#migrations/mail';
import { anySealer } from '../../../../../test/support/data-keys.js';
import { openTestDataSource } from '../../../../../test/support/test-database.js';
import { describeMailsDal } from '../../core/ports/mails.dal.suite.js';
import { StoredMails } from './stored-mails.js';
import { TypeormMailsDal } from './typeorm-mails.dal.js';

describeMailsDal('TypeORM', async () => {
  const { dataSource, close } = await openTestDataSource('mail', migrations);
  const queue = new DatabaseOutbox(dataSource, 'mail');
  const sealer = anySealer('mail');
  const stored = new StoredMails(sealer);
  const outcomes = new DatabaseOutcomes(dataSource, 'mail', sealer);
  const dal = new TypeormMailsDal(dataSource, queue, stored, 'mail', [queue, outcomes]);
  const rowsOf = (table: string) => dataSource.query<object[]>(`SELECT * FROM mail.${table}`);
  return {
    dal,
    opened: (command) => stored.mailOf(command),
    queue,
    outcomes,
    rollBack: async (work) => {
      const rolledBack = new Error('rolled back');
      const transaction = dataSource.transaction(async () => {
        await work();
        throw rolledBack;
      });
      await expect(transaction).rejects.toBe(rolledBack);
    },
    age: async (hours) => {
      await dataSource.query(
        `UPDATE mail.mails SET accepted_at = accepted_at - $1::int * interval '1 hour',
           turn_at = turn_at - $1::int * interval '1 hour'`,
        [hours],
      );
    },
    dump: async () =>
      JSON.stringify(await Promise.all(['mails', 'outbox', 'commands'].map(rowsOf))),
    sweep: async () => {
      await queue.sweep();
      await dal.sweep();
    },
    clear: () => dataSource.query('TRUNCATE mail.mails, mail.outbox, mail.commands'),
    close,
  };
});
