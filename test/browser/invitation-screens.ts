import { Person } from '../support/person.js';
import type { Screen } from './screen.js';
import type { Visitor } from './visitor.js';

const TITLE = 'Plan the summer party, with a list of everyone who brings something to eat';
const link = (visitor: Visitor) => visitor.field('Invitation link');

/** Sent and received invitations. */
export const INVITATION_SCREENS: Screen[] = [
  {
    name: 'invited',
    show: async (visitor) => {
      await visitor.closeDialog();
      await visitor.share('Pay the invoice', 'a.friend.with.a.long.name@mail.example.com');
      await link(visitor).waitFor();
    },
  },
  {
    name: 'invitations',
    show: async (visitor, stage) => {
      const sender = await Person.arrive(stage.system());
      await sender.share(await sender.createItem(TITLE), visitor.email);
      await visitor.open('/');
      await visitor.button('1 invitation').waitFor();
    },
  },
  {
    name: 'invitations-open',
    show: async (visitor) => {
      await visitor.button('1 invitation').click();
      await visitor.button(`Accept ${TITLE}`).waitFor();
    },
  },
  {
    name: 'invitations-none',
    show: async (visitor) => {
      await visitor.button(`Accept ${TITLE}`).click();
      await visitor.text('You have no open invitations.').waitFor();
    },
  },
  {
    name: 'senders',
    show: async (visitor) => {
      await visitor.closeDialog();
      await visitor.button(`Account of ${visitor.email}`).click();
      await visitor.button('Who can share with you …').click();
      await visitor.button('Ask me first').waitFor({ state: 'hidden' });
      await visitor.text('can share with you').last().waitFor();
    },
  },
  {
    name: 'invitation-of-a-link',
    show: async (visitor, stage) => {
      const sender = await stage.register();
      await sender.add(TITLE);
      await sender.share(TITLE, 'someone.else@example.com');
      const { pathname, hash } = new URL(await link(sender).inputValue());
      await visitor.open(pathname + hash);
      await visitor.button(`Accept ${TITLE}`).waitFor();
    },
  },
  {
    name: 'invitation-invalid',
    show: async (visitor) => {
      await visitor.open('/');
      await visitor.open(`/invitation#token=${'x'.repeat(43)}`);
      await visitor.text('This invitation is not valid any more').waitFor();
    },
  },
];
