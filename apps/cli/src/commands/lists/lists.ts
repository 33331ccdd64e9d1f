import { ApiError, type Client } from '#client';
import { type Context, defineCommand } from '../../args/command.types.js';
import { refused, usage } from '../../command-error.js';
import { listsOf, sharedListId } from '../../lists.js';
import { listLine } from '../../output/list-line.js';
import { membersOf, printMembers, removeMember } from './members.js';

const USAGE =
  'lists takes add <name>, members <list>, leave <list>, or nothing. To share a list: share --list.';

export const lists = defineCommand({
  summary:
    'Shows your lists, makes one, shows or removes who has one, or leaves one with all its items',
  operands: '[add <name> | members <list> | leave <list>]',
  least: 0,
  most: 2,
  tooMany: 'Put the name in quotes.',
  onlyReads: true,
  options: {
    remove: {
      type: 'string',
      value: 'email or user id',
      text: 'with members: removes this one from a list that you own',
    },
  },
  async run(context, { positionals: [verb, operand], values: { remove } }) {
    if (remove !== undefined && verb !== 'members') throw usage('--remove needs members <list>.');
    if (verb === undefined) return show(context, await context.connect());
    if (!operand?.trim()) throw usage(USAGE);
    if (verb === 'add') return add(context, await context.connect(), operand);
    if (verb !== 'members' && verb !== 'leave') throw usage(USAGE);
    const client = await context.connect();
    const id = await sharedListId(client, operand);
    if (verb === 'leave') return leave(context, client, id);
    const members = await (remove === undefined
      ? membersOf(client, id)
      : removeMember(client, id, remove));
    if (context.output.isJson) context.output.json({ members });
    else printMembers(context, members);
  },
});

async function show({ output }: Context, client: Client): Promise<void> {
  const all = await listsOf(client);
  if (output.isJson) output.json({ lists: all });
  else for (const list of all) output.line(...listLine(list));
}

async function add({ output }: Context, client: Client, name: string): Promise<void> {
  const made = await client.call('POST', '/api/v2/lists', { body: { name } });
  if (output.isJson) output.json(made);
  else output.line(...listLine(made));
}

/** What the user owns in it is handed over. */
async function leave({ output }: Context, client: Client, id: number): Promise<void> {
  const path = { id, user_id: 'me' } as const;
  const left = client.call('DELETE', '/api/v2/lists/{id}/members/{user_id}', { path });
  await left.catch((error: unknown) => {
    if (!(error instanceof ApiError) || error.code !== 'connection_not_found') throw error;
    throw refused('No one else has this list, so it cannot be left to them.');
  });
  if (output.isJson) output.json({ left: id });
  else output.line(`${id} is left.`);
}
