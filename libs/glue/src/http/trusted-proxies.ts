import { BlockList, isIP } from 'node:net';
import { LRUCache } from 'lru-cache';
import { plainAddress, withoutMapping } from './client-address.js';

/** Few proxies send requests; other addresses are from clients. */
const MAX_ENTRIES = 1_000;
/** An IPv6 address with the name of an interface and a port is not longer. */
const MAX_LENGTH = 64;

/**
 * Whether an address is that of a trusted proxy. Results are cached: every request needs one, and
 * parsing an address took 5 % of its CPU time (`npm run bench -- --part calls`).
 *
 * @param entries addresses and networks, as `TRUSTED_PROXIES` names them
 */
export function trustedProxies(entries: readonly string[]): (address?: string) => boolean {
  const list = networks(entries);
  const answers = new LRUCache<string, boolean>({ max: MAX_ENTRIES });
  const check = (address: string) => {
    let answer = answers.get(address);
    if (answer === undefined) answers.set(address, (answer = includes(list, address)));
    return answer;
  };
  return (written = '') => {
    if (written.length > MAX_LENGTH) return false;
    // Cached without the port, which differs per connection.
    return answers.get(written) ?? check(plainAddress(written) ?? '');
  };
}

function networks(entries: readonly string[]): BlockList {
  const list = new BlockList();
  for (const entry of entries) {
    const [address, prefix] = entry.split('/') as [string, string?];
    const family = familyOf(address);
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return list;
}

/** A text that is not an address is not trusted. */
function includes(list: BlockList, address: string): boolean {
  const plain = withoutMapping(address.replace(/%.*$/, ''));
  return isIP(plain) !== 0 && list.check(plain, familyOf(plain));
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}
