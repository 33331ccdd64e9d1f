import { send } from '../support/client.js';
import { PASSWORD } from '../support/person.js';
import { answer } from './refusal.js';
import type { Screen } from './screen.js';
import type { Visitor } from './visitor.js';

const FIREFOX_AGENT =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';

const openMenu = async (visitor: Visitor, item: string) => {
  await visitor.open('/');
  await visitor.button(`Account of ${visitor.email}`).click();
  await visitor.button(item).click();
};

/** The account of a logged-in user. */
export const ACCOUNT_SCREENS: Screen[] = [
  {
    name: 'change-password',
    show: async (visitor) => {
      await openMenu(visitor, 'Change password …');
      await visitor.field('Present password').fill('wrong');
      await visitor.field('New password').fill('another-passphrase-of-tests');
    },
  },
  {
    name: 'password-refused',
    show: async (visitor) => {
      await visitor.button('Change password').click();
      await visitor.text('Wrong password.').waitFor();
      await visitor.field('New password').fill('short');
      await visitor.text('Choose a password').waitFor();
    },
  },
  {
    name: 'devices',
    show: async (visitor, stage) => {
      await send('POST', `${stage.system().authUrl}/api/v2/account/sessions`, {
        headers: { 'user-agent': FIREFOX_AGENT },
        json: { email: visitor.email, password: PASSWORD },
      });
      await openMenu(visitor, 'Your devices …');
      await visitor.button('Log out Firefox on Windows').waitFor();
    },
  },
  {
    name: 'log-out-others',
    show: async (visitor) => {
      await visitor.button('Log out all other devices …').click();
      await visitor.button('Log out the others').waitFor();
    },
  },
];

/** A forgotten password. */
export const RESET_SCREENS: Screen[] = [
  {
    name: 'forgotten',
    show: async (visitor) => {
      await visitor.open('/forgot-password');
      await visitor.field('Email').fill(visitor.email);
    },
  },
  {
    name: 'forgotten-sent',
    show: async (visitor) => {
      await visitor.button('Send the link').click();
      await visitor.text('a mail with a link is on its way').first().waitFor();
    },
  },
  {
    name: 'forgotten-without-mails',
    show: async (visitor) => {
      await answer(visitor, '**/api/v2/password-resets', 501, 'mails_off');
      await visitor.button('Send the link').click();
      await visitor.text('This installation sends no mails').waitFor();
      await visitor.page.unroute('**/api/v2/password-resets');
    },
  },
  {
    name: 'reset',
    show: async (visitor) => {
      await visitor.open(`/reset-password#token=${'x'.repeat(43)}`);
      await visitor.field('New password').fill(PASSWORD);
    },
  },
  {
    name: 'reset-refused',
    show: async (visitor) => {
      await visitor.field('New password').fill('short');
      await visitor.button('Save the password').click();
      await visitor.text('Choose a password').waitFor();
    },
  },
  {
    name: 'reset-used',
    show: async (visitor) => {
      await visitor.field('New password').fill(PASSWORD);
      await visitor.button('Save the password').click();
      await visitor.text('This link was used already').waitFor();
    },
  },
];

const COMPLETE = '**/api/v2/email-confirmations/complete';
const UNDO = '**/api/v2/email-confirmations/undo';
const LOGIN = '**/api/v2/account/sessions';
const TOKEN = 'x'.repeat(43);

/** Emails that are confirmed, and changes that are undone. */
export const EMAIL_SCREENS: Screen[] = [
  {
    name: 'confirm',
    show: async (visitor) => {
      await visitor.open(`/confirm-email#token=${TOKEN}`);
      await visitor.button('Confirm').waitFor();
    },
  },
  {
    name: 'confirm-used',
    show: async (visitor) => {
      await visitor.button('Confirm').click();
      await visitor.text('This link was used already').waitFor();
    },
  },
  {
    name: 'confirm-password',
    show: async (visitor) => {
      await answer(visitor, COMPLETE, 403, 'proof_required');
      await visitor.open('/confirm-email');
      await visitor.open(`/confirm-email#token=${TOKEN}`);
      await visitor.button('Confirm').click();
      await visitor.field('Password').waitFor();
      await visitor.page.unroute(COMPLETE);
      await answer(visitor, COMPLETE, 401, 'invalid_credentials');
      await visitor.field('Password').fill('wrong');
      await visitor.button('Confirm').click();
      await visitor.text('Wrong password.').waitFor();
    },
  },
  {
    name: 'confirm-new-password',
    show: async (visitor) => {
      await visitor.button('I don’t know the password').click();
      await visitor.field('New password').fill(PASSWORD);
    },
  },
  {
    name: 'confirm-done',
    show: async (visitor) => {
      await visitor.page.unroute(COMPLETE);
      await visitor.page.route(COMPLETE, (route) => route.fulfill({ status: 204 }));
      await visitor.button('Save the password').click();
      await visitor.text('Your email address is confirmed.').waitFor();
      await visitor.page.unroute(COMPLETE);
    },
  },
  {
    name: 'undo',
    show: async (visitor) => {
      await visitor.open(`/undo-email-change#token=${TOKEN}`);
      await visitor.button('Undo the change').waitFor();
    },
  },
  {
    name: 'undo-done',
    show: async (visitor) => {
      await visitor.page.route(UNDO, (route) => route.fulfill({ status: 204 }));
      await visitor.button('Undo the change').click();
      await visitor.text('Your account has its former email address again.').waitFor();
      await visitor.page.unroute(UNDO);
    },
  },
  {
    name: 'login-unverified',
    show: async (visitor) => {
      await answer(visitor, LOGIN, 403, 'email_unverified');
      await visitor.open('/login');
      await visitor.enter('Log in');
      await visitor.button('Send another mail').waitFor();
      await visitor.page.unroute(LOGIN);
    },
  },
  {
    name: 'login-second-factor',
    show: async (visitor) => {
      await answer(visitor, LOGIN, 401, 'second_factor_required');
      await visitor.enter('Log in');
      await visitor.text('Your account has a second factor').waitFor();
      await visitor.page.unroute(LOGIN);
    },
  },
];
