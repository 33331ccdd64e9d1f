import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { AuthClient } from '#auth-kernel';
import { commonErrors, ServiceError } from '#glue/errors';
import { MailSender } from './mail-sender.js';
import type { MailTemplates } from './ports/mail-templates.js';
import type { Mail, SendResult } from './ports/mail-transport.js';
import type { MailsDal, QueuedMail, Turn } from './ports/mails.dal.js';

const MAIL: QueuedMail = { id: 'id', template: 'welcome', to: 'anna@example.com', data: {} };
const RENDERED = { subject: 'subject', text: 'text', html: 'html' };
const POLICY = { expiresInMs: 1, perRecipientAndHour: 3, deferSeconds: 30 };
const DELIVERED = { state: 'delivered' };

let steps: string[];
let sent: Mail[];
/** For whom the mail was rendered. */
let asked: object;
let answers: {
  turn: Turn;
  users: object[];
  rendered: ReturnType<MailTemplates['render']>;
  result: SendResult;
  noteFailures: Error[];
};
let sender: MailSender;
beforeEach(() => {
  [steps, sent] = [[], []];
  answers = {
    turn: 'now',
    users: [{}],
    rendered: RENDERED,
    result: { state: 'delivered' },
    noteFailures: [],
  };
  const mails: Partial<MailsDal> = {
    takeTurn: async (_id, _to, perHour) => {
      steps.push(`turn of ${perHour}`);
      return answers.turn;
    },
    noteSent: async () => {
      const failure = answers.noteFailures.shift();
      if (failure) throw failure;
      steps.push('noted');
    },
    forget: async (userId) => void steps.push(`forget ${userId}`),
  };
  const auth = {
    usersByIds: async (ids: number[]) => {
      steps.push(`users ${ids.join()}`);
      return answers.users;
    },
    addressees: async (ids: number[]) => {
      steps.push(`addressees ${ids.join()}`);
      return answers.users;
    },
  };
  sender = new MailSender(
    mails as MailsDal,
    {
      render: (_template, locale, _data, _secrets, reader) => {
        asked = { locale, ...reader };
        return answers.rendered;
      },
    },
    {
      send: async (mail) => {
        sent.push(mail);
        return answers.result;
      },
    },
    POLICY,
    auth as unknown as AuthClient,
  );
});
afterEach(() => jest.restoreAllMocks());

describe('a mail', () => {
  it('is sent in its turn, and then noted', async () => {
    expect(await sender.send(MAIL, 1)).toEqual(DELIVERED);
    expect(sent).toEqual([{ ...RENDERED, id: 'id', to: MAIL.to }]);
    expect(steps).toEqual(['turn of 3', 'noted']);
  });

  it('that was sent before is not sent again', async () => {
    answers.turn = 'over';
    expect(await sender.send(MAIL, 2)).toEqual(DELIVERED);
    expect(sent).toEqual([]);
  });

  it('that is being sent is not sent once more beside that', async () => {
    const both = [sender.send(MAIL, 1), sender.send(MAIL, 2)];
    const other = sender.send({ ...MAIL, id: 'another' }, 1);
    expect(await Promise.all([...both, other])).toEqual(Array(3).fill(DELIVERED));
    expect(sent.map(({ id }) => id)).toEqual(['id', 'another']);
    answers.result = { state: 'failed', code: 'smtp_unavailable', isOutage: true };
    expect(await sender.send({ ...MAIL, id: 'later' }, 1)).toEqual(answers.result);
    expect(await sender.send({ ...MAIL, id: 'later' }, 2)).toEqual(answers.result);
    expect(sent).toHaveLength(4);
  });

  it('waits until its recipient has a turn', async () => {
    answers.turn = { waitSeconds: 120 };
    const failed = { state: 'failed', code: 'recipient_limit', isOutage: false };
    expect(await sender.send(MAIL, 1)).toEqual({ ...failed, retryAfterSeconds: 120 });
    expect(sent).toEqual([]);
  });

  it('about a deleted user is forgotten', async () => {
    answers.users = [];
    expect(await sender.send({ ...MAIL, userId: 7 }, 1)).toEqual(DELIVERED);
    expect(steps).toEqual(['users 7', 'forget 7']);
    expect(sent).toEqual([]);
  });

  it('to a user is sent to the present address, in the language and the zone of the user', async () => {
    const user = { id: 7, uniqueId: 'u-7', email: 'now@example.com' };
    const known = { locale: 'de-AT', timeZone: 'Europe/Vienna', page: 'https://todo.example.com/' };
    answers.users = [{ ...user, ...known }];
    const mail = { id: 'id', template: 'reminder', data: {}, userId: 7, uniqueId: 'u-7' };
    expect(await sender.send(mail, 1)).toEqual(DELIVERED);
    expect(sent).toMatchObject([{ to: 'now@example.com' }]);
    expect(asked).toEqual(known);
    expect(steps).toEqual(['addressees 7', 'turn of 3', 'noted']);
    for (const not of [
      { ...user, uniqueId: 'u-later' },
      { id: 7, uniqueId: 'u-7' },
    ]) {
      answers.users = [not];
      expect(await sender.send({ ...mail, id: 'not' }, 1)).toEqual(DELIVERED);
      expect(steps.at(-1)).toBe('addressees 7');
    }
    answers.users = [];
    expect(await sender.send({ ...mail, id: 'a third' }, 1)).toEqual(DELIVERED);
    expect(sent).toHaveLength(1);
    expect(steps.at(-1)).toBe('forget 7');
  });

  it('about an earlier user of the same id is not sent, and those about the later one are kept', async () => {
    answers.users = [{ id: 7, uniqueId: 'u-later' }];
    const earlier = { ...MAIL, userId: 7, uniqueId: 'u-earlier' };
    expect(await sender.send(earlier, 1)).toEqual(DELIVERED);
    expect(steps).toEqual(['users 7']);
    expect(sent).toEqual([]);
    expect(await sender.send({ ...earlier, uniqueId: 'u-later' }, 1)).toEqual(DELIVERED);
    expect(sent).toHaveLength(1);
  });

  it('that the server has accepted keeps its place while the database is unavailable', async () => {
    const failed = new ServiceError(commonErrors.database_unavailable);
    answers.noteFailures = [failed, failed];
    expect(await sender.send(MAIL, 1)).toEqual(DELIVERED);
    expect(sent).toHaveLength(1);
    expect(answers.noteFailures).toEqual([]);
    expect(steps.at(-1)).toBe('noted');
  });

  it('that the server has accepted is not sent again if it cannot be noted', async () => {
    jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    answers.noteFailures = [new Error('unexpected')];
    expect(await sender.send(MAIL, 1)).toMatchObject({ state: 'failed', code: 'internal' });
    expect(await sender.send(MAIL, 2)).toEqual(DELIVERED);
    expect(sent).toHaveLength(1);
    expect(steps.at(-1)).toBe('noted');
  });

  it.each([
    [1, 30],
    [2, 60],
    [5, 480],
    [6, 900],
    [40, 900],
  ])('that is deferred for the %i. time waits %i s', async (tries, retryAfterSeconds) => {
    answers.result = { state: 'failed', code: 'smtp_450', isOutage: false };
    expect(await sender.send(MAIL, tries)).toEqual({ ...answers.result, retryAfterSeconds });
  });

  it.each([
    { state: 'refused', code: 'smtp_550' },
    { state: 'failed', code: 'smtp_unavailable', isOutage: true },
  ] as const)('ends as the server says: %j', async (result) => {
    answers.result = result;
    expect(await sender.send(MAIL, 1)).toEqual(result);
    expect(steps).toEqual(['turn of 3']);
  });

  it('of an unknown template waits for a version that has it, and wrong data do not', async () => {
    answers.rendered = 'template_unknown';
    expect(await sender.send(MAIL, 1)).toMatchObject({ state: 'failed', isOutage: false });
    answers.rendered = 'template_data_invalid';
    expect(await sender.send(MAIL, 1)).toMatchObject({ state: 'refused' });
  });

  it('waits if something fails, and the log has no details', async () => {
    const log = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    answers.result = undefined as never;
    const failed = { state: 'failed', code: 'internal', isOutage: false };
    expect(await sender.send(MAIL, 1)).toEqual(failed);
    expect(log.mock.calls).toEqual([['a mail cannot be sent: TypeError']]);
  });
});
