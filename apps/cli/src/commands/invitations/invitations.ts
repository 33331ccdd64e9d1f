import { defineCommand } from '../../args/command.types.js';
import { accept, decline, show, showOne, withdraw } from './actions.js';
import { wantedOf } from './wanted.js';

export const invitations = defineCommand({
  summary: 'Shows invitations to items and lists, for you and by you, or answers or withdraws one',
  operands: '[accept|decline|withdraw <id>]',
  least: 0,
  most: 2,
  onlyReads: true,
  options: {
    link: { type: 'string', value: 'link', text: 'of a link or a token, to show or accept' },
    block: { type: 'boolean', text: 'with decline: hide all later ones of the sender, too' },
  },
  async run(context, { values, positionals }) {
    const wanted = wantedOf(positionals, values);
    const client = await context.connect();
    switch (wanted.verb) {
      case 'accept':
        return accept(context, client, wanted);
      case 'decline':
        return decline(context, client, wanted);
      case 'withdraw':
        return withdraw(context, client, wanted);
      case 'show':
        return wanted.token === undefined
          ? show(context, client)
          : showOne(context, client, wanted.token);
    }
  },
});
