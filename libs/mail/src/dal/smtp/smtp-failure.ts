import type { SendResult } from '../../core/ports/mail-transport.js';

/** What nodemailer tells of a failure. Its message may contain an address. */
export interface SmtpError extends Error {
  code?: string;
  /** The SMTP command that failed. */
  command?: string;
  /** Of the server. */
  responseCode?: number;
}

/** The server refuses this client, not this mail: it wants other settings (RFC 3207, 4954, 5321). */
const OF_SETTINGS: ReadonlySet<number> = new Set([530, 534, 535, 538]);
/** Failures that concern one mail: its recipient, and its content. */
const OF_THE_MAIL: ReadonlySet<string> = new Set(['EENVELOPE', 'EMESSAGE']);

/** The sender is that of all mails: it is a setting. */
const SENDER = 'MAIL FROM';

/**
 * A refusal of this mail is permanent (5xx) or not (4xx, such as greylisting). All else is an outage:
 * no connection, no TLS, a wrong password, a refused sender, a connection that broke.
 */
export function resultOf({ code, command, responseCode }: SmtpError): SendResult {
  const reply = responseCode === undefined ? undefined : `smtp_${responseCode}`;
  const isOfSender = code === 'EENVELOPE' && command === SENDER;
  const isOfSettings = isOfSender || OF_SETTINGS.has(responseCode ?? 0);
  const isOfMail = OF_THE_MAIL.has(code ?? '') && !isOfSettings;
  // 421: the server closes the connection.
  if (!isOfMail || responseCode === 421) {
    return { state: 'failed', code: reply ?? 'smtp_unavailable', isOutage: true };
  }
  // Without a reply: nodemailer does not accept the address.
  if (reply === undefined) return { state: 'refused', code: 'address_invalid' };
  return responseCode! >= 500
    ? { state: 'refused', code: reply }
    : { state: 'failed', code: reply, isOutage: false };
}

/** Why no mail can be sent, for operators: without what a server says, which may contain an address. */
export function reasonOf({ code, command, responseCode, message }: SmtpError): string {
  if (code === 'EAUTH' || OF_SETTINGS.has(responseCode ?? 0)) {
    return `it refuses the user or the password (${responseCode ?? code}). Check MAIL_URL`;
  }
  if (code === 'ETLS' && responseCode !== undefined) {
    return 'it offers no STARTTLS. Use smtps://, or its port for STARTTLS, in MAIL_URL';
  }
  if (command === SENDER && responseCode! >= 500) {
    return `it refuses MAIL_FROM (${responseCode}). Check MAIL_FROM`;
  }
  if (responseCode !== undefined) return `it answers ${responseCode}`;
  if (code === 'ETLS' || code === 'ESOCKET' || code === 'EDNS') return `${message}. ${CURES[code]}`;
  if (code === 'ETIMEDOUT') return 'it does not answer in time. Check MAIL_URL';
  return `the connection broke (${code ?? 'unknown'})`;
}

const CURES = {
  ETLS: 'If its certificate is from an authority of your own, set MAIL_CA_FILE',
  ESOCKET: 'Check MAIL_URL, and MAIL_CA_FILE if the certificate is not accepted',
  EDNS: 'Check the host in MAIL_URL',
};
