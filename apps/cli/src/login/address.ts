import { usage } from '../command-error.js';

const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/**
 * The address of an installation, without a slash at its end: HTTPS if nothing else is said, and HTTP
 * on this machine.
 *
 * @param insecure allows HTTP to other machines, which everyone between can read
 * @throws CommandError if it is none
 */
export function addressOf(text: string, insecure: boolean): string {
  const url = urlOf(text);
  if (!url || !/^https?:$/.test(url.protocol) || hasMore(url)) {
    throw usage(`"${text}" is no address. Enter one such as https://todo.example.com.`);
  }
  if (url.protocol === 'http:' && !LOOPBACK.test(url.hostname) && !insecure) {
    throw usage('HTTP would show your password to the network. Use https, or --insecure-http.');
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

/** Without a scheme it is HTTPS, and on this machine HTTP. */
function urlOf(text: string): URL | undefined {
  if (/^[a-z]+:\/\//i.test(text)) return parsed(text);
  const url = parsed(`https://${text}`);
  return url && LOOPBACK.test(url.hostname) ? parsed(`http://${text}`) : url;
}

function parsed(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

const hasMore = ({ username, password, search, hash }: URL): boolean =>
  [username, password, search, hash].some((part) => part !== '');
