import { optionalWholeNumber, wholeNumber } from './fields.js';
import { trustedProxies } from './trusted-proxies.js';

/** Which clients are served, and how many at once. */
export const CLIENTS = {
  TRUSTED_PROXIES: trustedProxies().meta({
    description:
      'The reverse proxies in front of this process, as comma-separated addresses or networks, ' +
      'such as `10.0.0.5,172.16.0.0/12`; `none` if clients connect directly. For requests from ' +
      'them, `X-Forwarded-For` names the client address, which the limits per address use. ' +
      'Required in production.',
    unset: 'none',
  }),
  CONNECTIONS_MAX: wholeNumber({ min: 10, max: 1_000_000, default: 10_000 }).meta({
    description:
      'The maximum number of client connections per process, at least 10; never more than half ' +
      'of the file descriptor limit.',
  }),
  CONNECTIONS_PER_ADDRESS_MAX: optionalWholeNumber({ min: 1, max: 1_000_000 }).meta({
    description:
      'The same per client address; it also determines how fast an address may open connections ' +
      '(docs/operations.md). Behind a trusted proxy it limits the requests in flight of the ' +
      'address in `X-Forwarded-For`.',
    unset: '200 in production, else no separate limit',
  }),
};
