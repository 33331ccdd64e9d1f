import { usage } from '../command-error.js';

const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/**
 * The address of an installation, without a slash at its end: HTTPS if nothing else is said.
 *
 * @param insecure allows HTTP to other machines, which everyone between can read
 * @throws CommandError if it is none
 */
export function addressOf(text: string, insecure: boolean): string {
  const url = urlOf(/^[a-z]+:\/\//i.test(text) ? text : `https://${text}`);
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.search || url.hash) {
    throw usage(`"${text}" is no address. Enter one such as https://todo.example.com.`);
  }
  if (url.protocol === 'http:' && !LOOPBACK.test(url.hostname) && !insecure) {
    throw usage('HTTP would show your password to the network. Use https, or --insecure-http.');
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

function urlOf(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
