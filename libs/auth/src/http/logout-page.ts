import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyReply } from 'fastify';

const TYPE = 'text/html; charset=utf-8';
/** Where the original system's page stores its token, and its address. */
const SCRIPT = "localStorage.removeItem('token');location.replace('/');";
const HASH = createHash('sha256').update(SCRIPT).digest('base64');
const POLICY =
  `default-src 'none'; script-src 'sha256-${HASH}'; ` +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const FORGET = page(`<script>${SCRIPT}</script><noscript><a href="/">Home</a></noscript>`);
const ASK = page('<a href="">Log out</a>');

const NOT_ACCEPTED = /^q=0(?:\.0*)?$/;

/** Whether a browser navigates to the address: only then `text/html` is accepted by name. */
export function isNavigation({ accept = '' }: IncomingHttpHeaders): boolean {
  const ranges = accept.toLowerCase().split(',');
  return ranges.some((range) => {
    const [type, ...parameters] = range.split(';').map((part) => part.trim());
    return type === 'text/html' && !parameters.some((each) => NOT_ACCEPTED.test(each));
  });
}

/**
 * A page that removes the token which the original system's page stores in the browser, and
 * redirects to `/`. Nothing ends on the server: the request has no token, and our page cookie is
 * not accepted for a navigation. After a link from another origin the page asks first, so that no
 * other site logs users out.
 */
export function logoutPage(headers: IncomingHttpHeaders, reply: FastifyReply): string {
  void reply.header('content-type', TYPE);
  void reply.header('content-security-policy', POLICY);
  return isLinkedFromElsewhere(headers) ? ASK : FORGET;
}

function isLinkedFromElsewhere(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'];
  return site === 'cross-site' || site === 'same-site';
}

function page(body: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Log out</title>${body}</html>`;
}
