import { BROWSER_MAP, parse } from 'bowser';
import type { FastifyRequest } from 'fastify';
import { clientAddress } from '../http/index.js';
import type { Origin } from '../audit/index.js';

/** Longer ones are of no browser, and cost time. */
const MAX_LENGTH = 512;
/** What a device is called at most. */
const MAX_NAME_LENGTH = 64;
/** The product of a client that is no browser, such as `curl/8.5.0`: RFC 9110, 10.1.5. */
const PRODUCT_TOKEN = /^[\w.+-]+/;

const BROWSERS = new Set<string>(Object.values(BROWSER_MAP));

/** From where a request was sent. */
export function originOf(request: FastifyRequest): Origin {
  return {
    address: clientAddress(request),
    device: deviceName(request.headers['user-agent']),
  };
}

/** What people call the device of a `User-Agent`, such as `Firefox on Windows`, or `curl`. */
export function deviceName(userAgent: string | undefined): string | undefined {
  if (!userAgent || userAgent.length > MAX_LENGTH) return undefined;
  const { browser, os } = parse(userAgent);
  // Of other clients bowser gives any text, which the client chooses.
  const isBrowser = BROWSERS.has(browser.name ?? '');
  const name = isBrowser ? browser.name : PRODUCT_TOKEN.exec(userAgent)?.[0];
  if (!name) return undefined;
  return (isBrowser && os.name ? `${name} on ${os.name}` : name).slice(0, MAX_NAME_LENGTH);
}
