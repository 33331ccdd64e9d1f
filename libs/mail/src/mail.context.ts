import { authKernel } from '#auth-kernel';
import { defineContext } from '#glue/context';
import { MY_DATA } from '#glue/export';
import { eventsTool } from '#glue/event-tool';
import { mailKernel } from '#mail-kernel';
import { MailsService } from './core/mails.service.js';
import { mailConfig } from './mail.config.js';
import { mailDatabase, MailModule } from './mail.module.js';

/** Mails to users. */
export const mailContext = defineContext({
  name: 'mail',
  heading: 'Mails to users',
  variables: mailConfig,
  database: mailDatabase,
  paths: ['/dev/mail', '/api/v2/mails/'],
  api: { tags: MY_DATA },
  uses: [authKernel],
  answers: { kernel: mailKernel, client: MailsService },
  module: (config) => MailModule.register(config),
  seals: true,
  tools: [eventsTool('mail')],
});
