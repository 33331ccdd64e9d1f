import { randomUUID } from 'node:crypto';
import { DatabaseOutbox, DatabaseOutcomes } from '#glue/db';
import { migrations } from '#migrations/mail';
import { mailContract } from '#mail-kernel';
import { openTestDataSource } from '../../../test/support/test-database.js';
import { describeContract } from '../../seam/src/testing/contract.suite.js';
import { MailsService } from './core/mails.service.js';
import { TypeormMailsDal } from './dal/typeorm/typeorm-mails.dal.js';
import { EtaTemplates } from './templates/eta-templates.js';

const POLICY = { expiresInMs: 3_600_000, perRecipientAndHour: 1_000, deferSeconds: 1 };
const WELCOME = { template: 'welcome', to: 'anna@example.com', data: {} };

describeContract(mailContract, async () => {
  const { dataSource, close } = await openTestDataSource('mail', migrations);
  const dal = new TypeormMailsDal(dataSource, new DatabaseOutbox(dataSource, 'mail'), 'mail');
  const service = new MailsService(dal, new EtaTemplates(), POLICY);
  const id = randomUUID();
  await service.accept(id, WELCOME);
  return {
    service,
    outcomes: new DatabaseOutcomes(dataSource, 'mail'),
    examples: {
      send: [WELCOME, { ...WELCOME, locale: 'de', userId: 7 }],
      delivery: [id],
    },
    close,
  };
});
