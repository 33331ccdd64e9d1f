import { send } from '../support/client.js';
import { PASSWORD } from '../support/person.js';
import type { Screen } from './screens.js';
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
      await visitor.page.route('**/api/v2/password-resets', (route) =>
        route.fulfill({
          status: 501,
          contentType: 'application/problem+json',
          body: JSON.stringify({ code: 'mails_off', request_id: 'r-1' }),
        }),
      );
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
