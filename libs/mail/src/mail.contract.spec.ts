import { randomUUID } from 'node:crypto';
import { users } from '#auth-kernel';
import { DatabaseOutbox, DatabaseOutcomes } from '#glue/db';
import { migrations } from '#migrations/mail';
import { mailContract } from '#mail-kernel';
import { subjectOf } from '#seam';
import { anySealer } from '../../../test/support/data-keys.js';
import { openTestDataSource } from '../../../test/support/test-database.js';
import { describeContract } from '../../seam/src/testing/contract.suite.js';
import { MailsService } from './core/mails.service.js';
import { StoredMails } from './dal/typeorm/stored-mails.js';
import { TypeormMailsDal } from './dal/typeorm/typeorm-mails.dal.js';
import { EtaTemplates } from './templates/eta-templates.js';

const POLICY = { expiresInMs: 3_600_000, perRecipientAndHour: 1_000, deferSeconds: 1 };
const WELCOME = { template: 'welcome', to: 'anna@example.com', data: {} };

describeContract(mailContract, async () => {
  const { dataSource, close } = await openTestDataSource('mail', migrations);
  const queue = new DatabaseOutbox(dataSource, 'mail');
  const sealer = anySealer('mail');
  const dal = new TypeormMailsDal(dataSource, queue, new StoredMails(sealer), 'mail', [queue]);
  const service = new MailsService(dal, new EtaTemplates(), POLICY);
  const id = randomUUID();
  await service.accept(id, WELCOME);
  return {
    service,
    outcomes: new DatabaseOutcomes(dataSource, 'mail', sealer),
    examples: {
      send: [WELCOME, { ...WELCOME, locale: 'de', userId: 7, secrets: { link: 'unused' } }],
      sendPlain: [WELCOME, { ...WELCOME, locale: 'de', userId: 7, uniqueId: 'u-7' }],
      notify: [{ template: 'welcome', data: {}, userId: 7, uniqueId: 'u-7' }],
      delivery: [id],
    },
    close,
  };
});

it('the command to notify a user is about the user', () => {
  const request = { template: 'welcome', data: {}, userId: 7 };
  expect(mailContract.calls.notify.subject?.(request as never)).toBe(subjectOf(users, 7));
});

it('the command to send a mail is about the user of the mail, if it has one', () => {
  for (const { subject } of [mailContract.calls.send, mailContract.calls.sendPlain]) {
    expect(subject?.({ ...WELCOME, userId: 7 } as never)).toBe(subjectOf(users, 7));
    expect(subject?.(WELCOME as never)).toBeUndefined();
  }
});
