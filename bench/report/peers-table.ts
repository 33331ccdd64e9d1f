import { POOL_SIZE } from '../contestants/peers.js';
import { CACHED_TOKENS } from '../peers/limits.js';
import { CREATE_ITEM, FIND_USER, LIST_ITEMS, UPDATE_ITEM } from '../peers/statements.js';

/** A description of the peers, so that readers can check the comparison. */
export function describePeers(sqlOfNestTypeorm: string[]): string {
  return [
    `Every contestant has at most ${POOL_SIZE} connections (the product: for each context).`,
    `Peers (a) and (b) keep ${CACHED_TOKENS} verified tokens; (c) verifies each time, as documented.`,
    'Peer (a) reads the user id from the token; (b) looks it up on each request. Neither checks whether',
    'the session is still active, as the product does. Peers log nothing; the product writes its access log.',
    ...[LIST_ITEMS, CREATE_ITEM, UPDATE_ITEM, FIND_USER].map(
      ({ name, text }) => `\n-- (a), (b): prepared as ${name}\n${text}`,
    ),
    ...sqlOfNestTypeorm.map((text) => `\n-- (c), one get/all\n${text}`),
  ].join('\n');
}
