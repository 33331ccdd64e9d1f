import { BlockList, isIP } from 'node:net';
import { LRUCache } from 'lru-cache';
import { plainAddress, withoutMapping } from './client-address.js';

/** Requests come from few proxies; what else is asked about is written by clients. */
const REMEMBERED = 1_000;
/** Of an IPv6 address with the name of an interface and a port. What is longer is none. */
const MAX_LENGTH = 64;

/**
 * Whether an address is that of a trusted proxy. The answers are remembered: every
 * request asks, and reading an address took a twentieth of its processor time.
 *
 * @param entries addresses and networks, as `TRUSTED_PROXIES` names them
 */
export function trustedProxies(entries: readonly string[]): (address?: string) => boolean {
  const list = networks(entries);
  const answers = new LRUCache<string, boolean>({ max: REMEMBERED });
  const ask = (address: string) => {
    let answer = answers.get(address);
    if (answer === undefined) answers.set(address, (answer = includes(list, address)));
    return answer;
  };
  return (written = '') => {
    if (written.length > MAX_LENGTH) return false;
    // Remembered without a port, which is another one with each connection.
    return answers.get(written) ?? ask(plainAddress(written) ?? '');
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

/** What is no address is not trusted. */
function includes(list: BlockList, address: string): boolean {
  const plain = withoutMapping(address.replace(/%.*$/, ''));
  return isIP(plain) !== 0 && list.check(plain, familyOf(plain));
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}
