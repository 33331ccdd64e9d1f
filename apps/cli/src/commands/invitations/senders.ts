import type { Client, Schema } from '#client';
import { type Context, defineCommand } from '../../args/command.types.js';
import { idOf } from '../../args/values.js';
import { usage } from '../../command-error.js';
import type { Piece } from '../../output/output.js';

const SENDER = '/api/v2/senders/{user_id}';

export const senders = defineCommand({
  summary: 'Shows who shares with you without an invitation, and whom you block, or changes one',
  operands: '[block|forget <user id>]',
  least: 0,
  most: 2,
  onlyReads: true,
  options: {},
  async run(context, { positionals: [verb, text] }) {
    if (verb === undefined) return show(context, await context.connect());
    if (text === undefined || !(verb === 'block' || verb === 'forget')) {
      throw usage('senders takes block <user id>, forget <user id>, or nothing.');
    }
    const id = idOf(text, 'a sender', 'senders');
    const client = await context.connect();
    return verb === 'block' ? block(context, client, id) : forget(context, client, id);
  },
});

async function show({ output, world }: Context, client: Client): Promise<void> {
  const all = (await client.call('GET', '/api/v2/senders')).senders;
  if (output.isJson) return output.json({ senders: all });
  if (all.length === 0 && world.isTerminal) output.note('There is no sender.');
  for (const sender of all) output.line(...senderLine(sender));
}

async function block({ output }: Context, client: Client, user_id: number): Promise<void> {
  await client.call('PATCH', SENDER, { path: { user_id }, body: { blocked: true } });
  if (output.isJson) output.json({ user_id, blocked: true });
  else output.line(`${user_id} is blocked.`);
}

async function forget({ output }: Context, client: Client, user_id: number): Promise<void> {
  await client.call('DELETE', SENDER, { path: { user_id } });
  if (output.isJson) output.json({ forgotten: user_id });
  else output.line(`${user_id} needs an invitation to share with you.`);
}

const senderLine = ({ user_id, email, blocked }: Schema<'Sender'>): Piece[] => [
  [String(user_id).padStart(4), 'dim'],
  `  ${email}`,
  [blocked ? '  blocked' : '', 'dim'],
];
