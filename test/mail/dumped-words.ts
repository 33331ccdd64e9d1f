import { type Answer, send } from '../support/client.js';
import { PASSWORD } from '../support/person.js';

/** Where words are tried. */
interface Place {
  url: string;
  /** An email with an invitation. */
  invited: string;
}

/** A request that is accepted with the right secret only. */
interface SecretRequest {
  what: string;
  /** The codes of its answers to a secret that is unknown. */
  refusals: readonly string[];
  /** Whether its schema accepts the form of the tokens of links only. */
  isForLinks: boolean;
  send(place: Place, word: string): Promise<Answer<{ code?: string }>>;
}

/** The form of the tokens of links, invitations and challenges. */
const LINK = /^[\w-]{43}$/;
/** Shorter ones are no secrets. */
const WORD = /[\w.-]{20,}/g;

function byLink(
  path: string,
  code: string,
  bodyOf: (word: string, place: Place) => object,
): SecretRequest {
  return {
    ...{ what: path, refusals: [code], isForLinks: true },
    send: (place, word) => send('POST', `${place.url}/api/${path}`, { json: bodyOf(word, place) }),
  };
}

function bySession(
  what: string,
  headersOf: (word: string) => Record<string, string>,
): SecretRequest {
  return {
    ...{ what, refusals: ['unauthenticated', 'session_ended'], isForLinks: false },
    send: ({ url }, word) => send('GET', `${url}/api/v2/account`, { headers: headersOf(word) }),
  };
}

/** All requests by a secret of a link, of a login in progress, or of a session. */
export const SECRET_REQUESTS: readonly SecretRequest[] = [
  byLink('v2/email-confirmations/complete', 'link_invalid', (token) => ({
    ...{ token, password: PASSWORD },
  })),
  byLink('v2/email-confirmations/undo', 'link_invalid', (token) => ({ token })),
  byLink('v2/password-resets/complete', 'link_invalid', (token) => ({
    ...{ token, new_password: 'another-passphrase-of-tests' },
  })),
  byLink('v2/account/sessions', 'login_expired', (challenge) => ({ challenge, code: '000000' })),
  byLink('v2/account/sessions/passkey-options', 'login_expired', (challenge) => ({ challenge })),
  byLink('v1/users/create', 'invitation_invalid', (invitation, { invited: email }) => ({
    ...{ email, password: PASSWORD, invitation },
  })),
  bySession('Bearer', (word) => ({ authorization: `Bearer ${word}` })),
  bySession('the header token', (token) => ({ token })),
  bySession('the cookie', (word) => ({
    ...{ cookie: `seam=${word}`, 'x-seam-page': '1', 'sec-fetch-site': 'same-origin' },
  })),
];

/** All words of a dump that may be secrets. */
export function wordsOf(dump: string): string[] {
  return [...new Set(dump.match(WORD))];
}

/** Tries each word in each request that takes its form; resolves to the requests that knew one. */
export async function acceptedOf(place: Place, words: readonly string[]): Promise<string[]> {
  const accepted: string[] = [];
  for (const word of words) {
    const requests = SECRET_REQUESTS.filter(({ isForLinks }) => !isForLinks || LINK.test(word));
    const answers = await Promise.all(requests.map((request) => request.send(place, word)));
    requests.forEach(({ what, refusals }, n) => {
      if (!refusals.includes(answers[n]!.body?.code ?? '')) accepted.push(what);
    });
  }
  return accepted;
}
