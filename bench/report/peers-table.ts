import { POOL_SIZE } from '../contestants/peers.js';
import { CACHED_TOKENS } from '../peers/limits.js';
import { CREATE_ITEM, FIND_USER, LIST_ITEMS, UPDATE_ITEM } from '../peers/statements.js';

/** What the peers do, for a reader who wants to know whether they were given a fair chance. */
export function describePeers(sqlOfNestTypeorm: string[]): string {
  return [
    `Every contestant has at most ${POOL_SIZE} connections (the product: for each context).`,
    `Peers (a) and (b) keep ${CACHED_TOKENS} verified tokens; (c) verifies each time, as documented.`,
    'Peer (a) reads the user id from the token; (b) looks it up on each request. Neither asks whether',
    'the session still lives, as the product does. Peers log nothing; the product writes its access log.',
    ...[LIST_ITEMS, CREATE_ITEM, UPDATE_ITEM, FIND_USER].map(
      ({ name, text }) => `\n-- (a), (b): prepared as ${name}\n${text}`,
    ),
    ...sqlOfNestTypeorm.map((text) => `\n-- (c), one get/all\n${text}`),
  ].join('\n');
}
