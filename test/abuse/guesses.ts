import { anyEmail, basic } from '../support/client.js';
import type { Try } from './visitor.js';

/** An account that is attacked. A thief has the token of one of its sessions. */
interface Victim {
  email: string;
  token: string;
}

/** A route that tells whether a password is right. */
interface Guess {
  route: string;
  guess(victim: Victim, password: string): Try;
}

/** All of them. Those of a session would otherwise give a thief of it the password, too. */
export const GUESSES: readonly Guess[] = [
  byHeader('POST', 'auth/login'),
  byHeader('GET', 'auth/login'),
  byHeader('POST', 'auth/page-login'),
  byHeader('DELETE', 'users/delete'),
  byBody('POST', 'account/sessions', ({ email }, password) => ({ email, password })),
  byBody('PUT', 'account/password', (_, password) => ({
    ...{ current_password: password, new_password: 'another-passphrase-of-tests' },
  })),
  byBody('PUT', 'account/email', (_, password) => ({ email: anyEmail(), password })),
  byBody('POST', 'account/proofs', (_, password) => ({ password })),
];

function byHeader(method: string, path: string): Guess {
  const guess = ({ email, token }: Victim, password: string) => {
    const authorization = basic(email, password);
    return { method, path, headers: { authorization, token } };
  };
  return { route: `${method} ${path}`, guess };
}

function byBody(
  method: string,
  path: string,
  bodyOf: (victim: Victim, password: string) => object,
): Guess {
  const guess = (victim: Victim, password: string) => ({
    ...{ method, path: `../v2/${path}`, json: bodyOf(victim, password) },
    headers: { token: victim.token },
  });
  return { route: `${method} v2/${path}`, guess };
}
