import { z } from 'zod';
import { type ClientOf, command, defineContract, query, secret, subjectOf } from '#seam';
import { mailErrors } from './mail-kernel.errors.js';

/** RFC 5321, 4.5.3.1.3: a path has 256 characters, including two brackets. */
const MAX_ADDRESS_LENGTH = 254;
const MAX_VALUE_LENGTH = 4_000;

const values = z.record(z.string(), z.string().max(MAX_VALUE_LENGTH));

/** A mail to one recipient. */
const message = z.object({
  /** The name of a template, such as `welcome`. */
  template: z.string().min(1).max(64),
  /** The address of the recipient. */
  to: z.email().max(MAX_ADDRESS_LENGTH),
  /** A language tag, such as `de` or `de-AT`; English if there is no such text. */
  locale: z.string().max(35).optional(),
  /** What the template inserts. */
  data: values,
  /** The same, for what must not be read in a database, such as a link that logs in. */
  secrets: secret(values).optional(),
  /** The user whom it is about. It is not sent if that user is deleted first. */
  userId: z.int().optional(),
  /** The public id of that user, so that no later user of the same id is meant. */
  uniqueId: z.string().min(1).optional(),
});

/** A mail without secrets. A context that sends no others needs no `DATA_KEY`. */
const plainMessage = message.omit({ secrets: true });

/** A mail to a user of auth, who gives the address, the language and the time zone when it is sent. */
const notification = z.object({
  /** The name of a template, such as `reminder`. */
  template: z.string().min(1).max(64),
  /** What the template inserts. */
  data: values,
  /** It is not sent if this user is deleted first. */
  userId: z.int(),
  /** The public id of that user, so that no later user of the same id is meant. */
  uniqueId: z.string().min(1).optional(),
});

/** As auth names its users. */
const USER = { name: 'user' };

/** The receipt of a mail. */
const receipt = z.object({ id: z.uuid() });

/** What has become of a mail. */
const delivery = z.object({
  /**
   * `queued`, or `sent`: the server has accepted it. `parked`: refused by the server, or for good.
   * `expired`: not accepted in time, and parked. `removed`: neither sent nor kept.
   */
  state: z.string(),
});

/** What mail offers to other contexts. */
export const mailContract = defineContract('mail', {
  errors: mailErrors,
  calls: {
    /**
     * Sends a mail, soon after the command. One key is one mail; its id is the key.
     *
     * @throws ServiceError `template_unknown`, `template_data_invalid`
     */
    send: command(
      { input: message, output: receipt, errors: ['template_unknown', 'template_data_invalid'] },
      { subject: ({ userId }) => (userId === undefined ? undefined : subjectOf(USER, userId)) },
    ),

    /**
     * As `send`, without secrets.
     *
     * @throws ServiceError `template_unknown`, `template_data_invalid`
     */
    sendPlain: command(
      {
        input: plainMessage,
        output: receipt,
        errors: ['template_unknown', 'template_data_invalid'],
      },
      { subject: ({ userId }) => (userId === undefined ? undefined : subjectOf(USER, userId)) },
    ),

    /**
     * Sends a mail to a user, soon after the command, at the address that the user has then. One key is one mail; its id is
     * the key.
     *
     * @throws ServiceError `template_unknown`, `template_data_invalid`
     */
    notify: command(
      {
        input: notification,
        output: receipt,
        errors: ['template_unknown', 'template_data_invalid'],
      },
      { subject: ({ userId }) => subjectOf(USER, userId) },
    ),

    /**
     * What has become of a mail, by its id. Known for 30 days.
     *
     * @throws ServiceError `mail_not_found`
     */
    delivery: query({ input: z.uuid(), output: delivery, errors: ['mail_not_found'] }),
  },
});

/** Mail, in process or over HTTP. */
export type MailClient = ClientOf<typeof mailContract>;

/** Injects the {@link MailClient} that the app has chosen. */
export const MAIL_CLIENT = Symbol('MAIL_CLIENT');

export type MailRequest = z.output<typeof message>;
export type Notification = z.output<typeof notification>;
