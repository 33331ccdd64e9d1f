import { idOf } from '../../args/values.js';
import { usage } from '../../command-error.js';

/** Which invitation to accept: its id, or the token of its link. */
export type Acceptable = { id: number; token?: undefined } | { id?: undefined; token: string };

/** What the arguments of `invitations` want. */
export type Wanted =
  | { verb: 'show'; token: string | undefined }
  | ({ verb: 'accept' } & Acceptable)
  | { verb: 'decline'; id: number; blocks: boolean }
  | { verb: 'withdraw'; id: number };

interface Values {
  link?: string | undefined;
  block?: boolean | undefined;
}

const USAGE =
  'invitations takes accept <id>, accept --link=<link>, decline <id>, withdraw <id>, or nothing.';

/** @throws CommandError */
export function wantedOf(positionals: readonly string[], { link, block }: Values): Wanted {
  const [verb, text] = positionals;
  if (block && verb !== 'decline') throw usage('--block needs decline.');
  if (link !== undefined) return ofLink(verb, text, link);
  if (verb === undefined) return { verb: 'show', token: undefined };
  if (text === undefined) throw usage(USAGE);
  if (verb === 'decline') return { verb, id: invitationOf(text), blocks: block === true };
  if (verb === 'accept' || verb === 'withdraw') return { verb, id: invitationOf(text) };
  throw usage(USAGE);
}

function ofLink(verb: string | undefined, id: string | undefined, link: string): Wanted {
  if (verb !== undefined && verb !== 'accept') throw usage('--link is to show or to accept one.');
  if (id !== undefined) throw usage('--link stands for the id: give one of them.');
  return { verb: verb ?? 'show', token: tokenOf(link) };
}

const invitationOf = (text: string): number => idOf(text, 'an invitation', 'invitations');

/** The token of a link, which has it in its fragment, or the token itself. @throws CommandError if it is neither */
function tokenOf(link: string): string {
  const [, fragment] = link.trim().split('#');
  const token = fragment === undefined ? link.trim() : new URLSearchParams(fragment).get('token');
  if (token && /^[\w-]{43}$/.test(token)) return token;
  throw usage('--link must be the link of an invitation, or its token.');
}
