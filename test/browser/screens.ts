import { PASSWORD } from '../support/person.js';
import { ACCOUNT_SCREENS, EMAIL_SCREENS, RESET_SCREENS } from './account-screens.js';
import { INVITATION_SCREENS } from './invitation-screens.js';
import type { Screen } from './screen.js';
import type { Visitor } from './visitor.js';

const TITLES = [
  'Pay the invoice',
  'Water the plants',
  'Book the train to Lisbon',
  'Read “A Pattern Language”',
  'Call the landlord about the heating, and ask about the second key while at it',
];

/** Adds realistic items. */
export async function furnish(visitor: Visitor): Promise<void> {
  await visitor.add(...TITLES);
  for (const title of TITLES.slice(0, 2)) {
    await visitor.checkbox(title).click();
    await visitor.list('Done').getByText(title).waitFor();
  }
  await visitor.field('New item').focus();
}

const list = async (visitor: Visitor) => {
  await visitor.open('/');
  await visitor.row(TITLES[2]!).waitFor();
};

/** Screens of a logged-in user; the last ones end the session. */
export const SCREENS: Screen[] = [
  { name: 'list', show: list },
  {
    name: 'list-done',
    show: async (visitor) => {
      await visitor.open('/done');
      await visitor.list('Done').waitFor();
    },
  },
  {
    name: 'no-match',
    show: async (visitor) => {
      await visitor.open('/?q=xylophone');
      await visitor.text('No title matches').waitFor();
    },
  },
  {
    name: 'rename',
    show: async (visitor) => {
      await list(visitor);
      await visitor.row(TITLES[2]!).getByText(TITLES[2]!).click();
      await visitor.field('New title').waitFor();
    },
  },
  {
    name: 'deleted',
    show: async (visitor) => {
      await visitor.page.keyboard.press('Escape');
      await visitor.act('Delete', TITLES[0]!);
      await visitor.button('Undo').hover(); // so that it stays
    },
  },
  {
    name: 'failed',
    show: async (visitor) => {
      await visitor.button('Undo').click();
      await list(visitor);
      await visitor.page.route('**/api/v1/update', (route) =>
        route.fulfill({
          status: 404,
          contentType: 'application/problem+json',
          body: JSON.stringify({ code: 'item_not_found', request_id: 'r-1' }),
        }),
      );
      await visitor.checkbox(TITLES[2]!).click();
      await visitor.text(`“${TITLES[2]}” was not changed`).first().waitFor();
      await visitor.page.unroute('**/api/v1/update');
    },
  },
  {
    name: 'share',
    show: async (visitor, stage) => {
      const friend = await stage.register();
      await list(visitor);
      await visitor.shareWith(TITLES[3]!, friend);
      await visitor.act('Share', TITLES[3]!);
      await visitor.button(`Remove ${friend.email}`).waitFor();
    },
  },
  ...INVITATION_SCREENS,
  ...ACCOUNT_SCREENS,
  {
    name: 'account',
    show: async (visitor) => {
      await list(visitor);
      await visitor.button(`Account of ${visitor.email}`).click();
      await visitor.button('Log out').waitFor();
    },
  },
  {
    name: 'delete-account',
    show: async (visitor) => {
      await visitor.button('Delete account …').click();
      await visitor.field('Confirm with your password').fill('wrong');
      await visitor.button('Delete account').click();
      await visitor.text('Wrong password.').waitFor();
    },
  },
  {
    name: 'offline',
    show: async (visitor) => {
      await list(visitor);
      await visitor.context.setOffline(true);
      await visitor.text('You are offline.').waitFor();
    },
  },
  {
    name: 'not-loaded',
    show: async (visitor) => {
      await visitor.context.setOffline(false);
      await visitor.page.route('**/api/v1/get/all', (route) => route.abort());
      await visitor.open('/');
      await visitor.text('Your list could not be loaded').first().waitFor();
      await visitor.page.unroute('**/api/v1/get/all');
    },
  },
  {
    name: 'loading',
    show: async (visitor) => {
      await visitor.page.route('**/api/v1/get/all', () => undefined);
      await visitor.open('/');
      await visitor.page.getByRole('status').getByText('Loading …').waitFor();
    },
  },
  {
    name: 'not-found',
    show: async (visitor) => {
      await visitor.page.unroute('**/api/v1/get/all');
      await visitor.open('/nowhere');
      await visitor.text('Page not found').first().waitFor();
    },
  },
  {
    name: 'expired',
    show: async (visitor) => {
      const streaming = visitor.page.waitForResponse('**/api/v2/events');
      await list(visitor);
      await streaming; // a stream that begins later would be refused, and the item not shown any more
      await visitor.endSession();
      await visitor.checkbox(TITLES[2]!).click();
      await visitor.text('You were logged out.').waitFor();
    },
  },
  {
    name: 'login-refused',
    show: async (visitor) => {
      await visitor.context.clearCookies();
      await visitor.open('/login');
      await visitor.enter('Log in', 'not-the-password');
      await visitor.text('The email or the password is wrong.').waitFor();
    },
  },
  ...RESET_SCREENS,
  ...EMAIL_SCREENS,
  {
    name: 'register',
    show: async (visitor) => {
      await visitor.open('/register');
      await visitor.field('Email').fill('name@example.com');
      await visitor.field('Password').fill(PASSWORD);
    },
  },
  {
    name: 'register-refused',
    show: async (visitor) => {
      await visitor.field('Password').fill('short');
      await visitor.button('Create account').click();
      await visitor.text('Choose a password').waitFor();
    },
  },
  {
    name: 'empty',
    show: async (visitor) => {
      await visitor.field('Email').fill(`new.${visitor.email}`);
      await visitor.field('Password').fill(PASSWORD);
      await visitor.button('Create account').click();
      await visitor.text('Nothing here yet').waitFor();
    },
  },
];
