import { join } from 'node:path';
import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import type { ServerConfig } from '#glue/config';
import { contextDatabase, DatabaseModule } from '#glue/db';
import { ReadinessService } from '#glue/health';
import { METRICS, type Metrics } from '#glue/metrics';
import {
  type ClaimedCommand,
  Deliveries,
  type DeliveryResult,
  outboxOf,
  outboxStoreOf,
  type OutboxStore,
  unreadableSecrets,
} from '#glue/outbox';
import { outcomesOf } from '#glue/transaction';
import { eventFollowers, eventHandlers } from '#seam';
import { migrations } from '#migrations/mail';
import { MailPolicy } from './core/mail-policy.js';
import { MailSender } from './core/mail-sender.js';
import { MailsService } from './core/mails.service.js';
import { KeptMails } from './core/ports/kept-mails.js';
import { MailTemplates } from './core/ports/mail-templates.js';
import { MailTransport } from './core/ports/mail-transport.js';
import { MailsDal } from './core/ports/mails.dal.js';
import { UsersMails } from './core/users-mails.js';
import { MailFolder } from './dal/files/mail-folder.js';
import { SmtpTransport } from './dal/smtp/smtp-transport.js';
import { MailQueue } from './dal/typeorm/mail-queue.js';
import { onPostgres } from './dal/typeorm/postgres.providers.js';
import { StoredMails } from './dal/typeorm/stored-mails.js';
import { DevMailController } from './http/dev-mail.controller.js';
import { OwnMailsController } from './http/own-mails.controller.js';
import { isLoopback } from './http/loopback.guard.js';
import type { MailConfig } from './mail.config.js';
import { EtaTemplates } from './templates/eta-templates.js';

const CONTEXT = 'mail';
const HOUR_MS = 3_600_000;
const DEFER_SECONDS = 30;

type Config = MailConfig & Pick<ServerConfig, 'DATA_DIR' | 'HOST' | 'NODE_ENV'>;

export const mailDatabase = contextDatabase(CONTEXT, migrations);

/** The mail context: sends mails for other contexts, and welcomes users. */
@Module({})
export class MailModule {
  static register(config: Config): DynamicModule {
    return {
      module: MailModule,
      imports: [DatabaseModule.forRoot(mailDatabase, config)],
      controllers: [OwnMailsController, ...(showsMails(config) ? [DevMailController] : [])],
      providers: [
        ...onPostgres(CONTEXT),
        { provide: MailPolicy, useValue: policyOf(config) },
        { provide: MailTemplates, useFactory: () => new EtaTemplates() },
        ...transport(config),
        MailsService,
        MailSender,
        deliveries(config),
        forOperators,
        UsersMails,
        eventHandlers(CONTEXT, [UsersMails]),
        eventFollowers(CONTEXT),
      ],
      exports: [MailsService, outcomesOf(CONTEXT)],
    };
  }
}

/** To this machine only, and never in production. */
function showsMails({ MAIL_URL, NODE_ENV, HOST }: Config): boolean {
  return !MAIL_URL && NODE_ENV !== 'production' && isLoopback(HOST);
}

function policyOf({ MAIL_EXPIRY_HOURS, MAIL_PER_RECIPIENT_MAX }: Config): MailPolicy {
  return {
    expiresInMs: MAIL_EXPIRY_HOURS * HOUR_MS,
    perRecipientAndHour: MAIL_PER_RECIPIENT_MAX,
    deferSeconds: DEFER_SECONDS,
  };
}

function transport({ MAIL_URL, MAIL_FROM, MAIL_CA_FILE, DATA_DIR }: Config): Provider[] {
  if (!MAIL_URL) {
    const folder = { provide: KeptMails, useValue: new MailFolder(join(DATA_DIR, 'mails')) };
    return [folder, { provide: MailTransport, useExisting: KeptMails }];
  }
  const smtp = {
    provide: MailTransport,
    inject: [ReadinessService],
    useFactory: (readiness: ReadinessService) => {
      const opened = new SmtpTransport(MAIL_URL, MAIL_FROM!, MAIL_CA_FILE);
      readiness.register(`${CONTEXT}_server`, async () => opened.note);
      return opened;
    },
  };
  return [smtp];
}

/** The mail server is the provider of the queue: its commands are mails. */
function deliveries({ MAIL_CONNECTIONS: atOnce }: Config): Provider {
  const store = outboxStoreOf(CONTEXT);
  return {
    provide: `${store}_deliveries`,
    inject: [store, StoredMails, MailSender, MailsDal, ReadinessService, METRICS],
    useFactory: (
      queue: OutboxStore,
      stored: StoredMails,
      sender: MailSender,
      mails: MailsDal,
      readiness: ReadinessService,
      metrics?: Metrics,
    ) => {
      const observe = metrics?.outboxes.tries(CONTEXT, CONTEXT);
      const send = (command: ClaimedCommand) => sendBy(sender, stored, command);
      const onDrain = (end: () => void) => readiness.onDrain(end);
      const hooks = { observe, atOnce, onDrain, wakeOther: () => undefined };
      const opened = new Deliveries(queue, CONTEXT, send, hooks);
      mails.whenQueued(opened.wake);
      return opened;
    },
  };
}

const forOperators: Provider = {
  provide: outboxOf(CONTEXT),
  inject: [outboxStoreOf(CONTEXT), MailPolicy],
  useFactory: (queue: OutboxStore, policy: MailPolicy) => new MailQueue(queue, policy),
};

/** Opens what is secret right before it is sent. It never rejects. */
async function sendBy(
  sender: MailSender,
  stored: StoredMails,
  command: ClaimedCommand,
): Promise<DeliveryResult> {
  try {
    return await sender.send(stored.mailOf(command), command.tries);
  } catch (error) {
    return unreadableSecrets(error) ?? { state: 'failed', code: 'internal', isOutage: false };
  }
}
