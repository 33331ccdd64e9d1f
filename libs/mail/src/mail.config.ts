import {
  certificatesFile,
  type ConfigOf,
  type ConfigPart,
  positiveNumber,
  wholeNumber,
} from '#glue/config';
import { mailboxFrom, smtpUrl } from './mail-fields.js';

const REQUIRED =
  'is required when NODE_ENV=production. Set it to your mail server, such as ' +
  'smtp://user:password@mail.example.com:587, or host mail in no production process: CONTEXTS.';
const FROM_REQUIRED =
  'is required with MAIL_URL. Set it to the address that mails are sent from, such as ' +
  'Example <no-reply@example.com>.';
const CA_WITHOUT_TLS = 'is of no effect with ?tls=never in MAIL_URL. Leave one of them out.';

export const mailConfig = {
  shape: {
    MAIL_URL: smtpUrl().meta({
      description:
        'The mail server: `smtp://user:password@host:587` with STARTTLS, which is required, or ' +
        '`smtps://user:password@host:465`. Percent-encode special characters. `?tls=never` sends without ' +
        'encryption, to a relay on the same machine. Required in production.',
      unset: 'mails are files in `DATA_DIR/mails`, shown at `/dev/mail`; none in production',
    }),
    MAIL_FROM: mailboxFrom().meta({
      description:
        'The sender of mails: an address, or a name and an address, such as ' +
        '`Example <no-reply@example.com>`. Required with `MAIL_URL`.',
      unset: '`no-reply@localhost`, without `MAIL_URL`',
    }),
    MAIL_CA_FILE: certificatesFile().meta({
      description:
        'A file with the certificates (PEM) of the authorities that may sign the one of the mail server.',
      unset: 'the authorities that Node knows',
    }),
    MAIL_CONNECTIONS: wholeNumber({ min: 1, max: 100, default: 4 }).meta({
      description: 'Mails that a process sends at once, a connection each, 1 to 100.',
    }),
    MAIL_EXPIRY_HOURS: positiveNumber({ max: 168, default: 24 }).meta({
      description:
        'After so many hours a mail that the server has not accepted is parked, up to 168. Fractions are ' +
        'allowed.',
    }),
    MAIL_PER_RECIPIENT_MAX: wholeNumber({ min: 1, max: 10_000, default: 20 }).meta({
      description:
        'The maximum number of mails to one address within an hour, 1 to 10000. Further ones wait.',
    }),
  },
  check(config, report) {
    const { MAIL_URL: url, MAIL_FROM: from, MAIL_CA_FILE: ca, NODE_ENV } = config;
    if (NODE_ENV === 'production' && !url) report('MAIL_URL', REQUIRED);
    if (url && !from) report('MAIL_FROM', FROM_REQUIRED);
    if (ca && (url as { tls?: string } | undefined)?.tls === 'never') {
      report('MAIL_CA_FILE', CA_WITHOUT_TLS);
    }
  },
} satisfies ConfigPart;

export type MailConfig = ConfigOf<typeof mailConfig>;
