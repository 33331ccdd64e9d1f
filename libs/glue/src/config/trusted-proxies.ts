import { isIP } from 'node:net';
import { z } from 'zod';
import { commaSeparated } from './comma-separated.js';

const MAX_PREFIX = { 4: 32, 6: 128 } as const;
const ERROR =
  'must be none, or addresses and networks separated by commas, such as 10.0.0.5,172.16.0.0/12,fd00::/8.';

/** Addresses and networks (CIDR) of proxies, or an empty list for `none`. */
export function trustedProxies() {
  return z
    .string()
    .transform((text) => (text === 'none' ? [] : commaSeparated(text)))
    .refine((entries) => entries.every(isAddressOrNetwork), ERROR)
    .optional();
}

/** Whether one of the networks is all of IPv4 or of IPv6, so that every client counts as a proxy. */
export function trustsEveryAddress(entries: readonly string[] = []): boolean {
  return entries.some((entry) => /\/0+$/.test(entry));
}

function isAddressOrNetwork(entry: string): boolean {
  const [address, prefix, ...rest] = entry.split('/');
  const version = isIP(address!) as 0 | 4 | 6;
  if (version === 0 || rest.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && +prefix <= MAX_PREFIX[version]);
}
