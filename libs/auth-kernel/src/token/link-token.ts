import { hash, randomBytes } from 'node:crypto';

/** A token that cannot be guessed: 256 random bits. Its hash needs no secret. */
export function newLinkToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a token. */
export function hashOfLinkToken(token: string): string {
  return hash('sha256', token, 'base64url');
}

/**
 * A link to a path of the page, which reads the token. It is in the fragment: browsers send that to
 * no server, so no log, proxy or scanner of links gets it.
 *
 * @param page its address, such as `https://todo.example.com/`
 * @param path such as `/reset-password`
 */
export function linkToPage(page: string, path: string, token?: string): string {
  const url = new URL(path, page);
  if (token !== undefined) url.hash = new URLSearchParams({ token }).toString();
  return url.href;
}
