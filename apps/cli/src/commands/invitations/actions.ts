import type { Client, Schema } from '#client';
import type { Context } from '../../args/command.types.js';
import { dayIn } from '../../args/values.js';
import { itemLine } from '../../output/item-line.js';
import { listLine } from '../../output/list-line.js';
import type { Piece } from '../../output/output.js';
import type { Acceptable } from './wanted.js';

const INVITATIONS = '/api/v2/invitations';

/** All of them. */
export async function show({ output, world }: Context, client: Client): Promise<void> {
  const { received, sent } = await client.call('GET', INVITATIONS);
  if (output.isJson) return output.json({ received, sent });
  const { length } = [...received, ...sent];
  if (length === 0 && world.isTerminal) output.note('There is no open invitation.');
  for (const each of received) output.line(...receivedLine(each, world));
  for (const each of sent) {
    output.line(...lineOf(each, `to ${each.email}`, each.list_id !== null, world));
  }
}

/** That of a link. */
export async function showOne(
  { output, world }: Context,
  client: Client,
  token: string,
): Promise<void> {
  const found = await find(client, token);
  if (output.isJson) output.json(found);
  else output.line(...receivedLine(found, world));
}

/** Prints the item or the list, which is the user's from now on. */
export async function accept(
  { output }: Context,
  client: Client,
  { id, token }: Acceptable,
): Promise<void> {
  const path = { id: token === undefined ? id : (await find(client, token)).id };
  const body = token === undefined ? {} : { token };
  const accepted = await client.call('POST', `${INVITATIONS}/{id}/accept`, { path, body });
  const { item, list } = accepted;
  if (output.isJson) output.json(accepted);
  else if (item) output.line(...itemLine(item));
  else if (list) output.line(...listLine(list));
}

export async function decline(
  { output }: Context,
  client: Client,
  { id, blocks }: { id: number; blocks: boolean },
): Promise<void> {
  const options = { path: { id }, body: { block: blocks } };
  await client.call('POST', `${INVITATIONS}/{id}/decline`, options);
  if (output.isJson) output.json({ declined: id, blocked: blocks });
  else output.line(`${id} is declined${blocks ? ', and its sender is blocked' : ''}.`);
}

export async function withdraw(
  { output }: Context,
  client: Client,
  { id }: { id: number },
): Promise<void> {
  await client.call('DELETE', `${INVITATIONS}/{id}`, { path: { id } });
  if (output.isJson) output.json({ withdrawn: id });
  else output.line(`${id} is withdrawn.`);
}

const find = (client: Client, token: string) =>
  client.call('POST', `${INVITATIONS}/find`, { body: { token } });

type Shown = Pick<Schema<'SentInvitation'>, 'id' | 'title' | 'expires_at'>;

const receivedLine = (invitation: Schema<'ReceivedInvitation'>, world: Context['world']) =>
  lineOf(invitation, `from ${invitation.sender.email}`, invitation.to === 'list', world);

/** The email first: the title is a text of the sender, which could imitate what follows it. */
function lineOf(
  { id, title, expires_at }: Shown,
  who: string,
  isOfList: boolean,
  { zone }: Context['world'],
): Piece[] {
  return [
    [String(id).padStart(4), 'dim'],
    `  ${who}  `,
    [`until ${dayIn(new Date(expires_at), zone)}`, 'dim'],
    [isOfList ? '  list' : '', 'dim'],
    `  ${title}`,
  ];
}
