import { type Answer, send } from '../support/client.js';
import { PASSWORD } from '../support/person.js';

/** Where words are tried. */
interface Place {
  url: string;
  /** An email with an invitation. */
  invited: string;
}

/** Something that lets people in by a word. */
interface Door {
  what: string;
  /** Its answers to a word that it does not know. */
  refusals: readonly string[];
  /** Whether it takes the form of links only. */
  isForLinks: boolean;
  open(place: Place, word: string): Promise<Answer<{ code?: string }>>;
}

/** The form of the tokens of links, invitations and challenges. */
const LINK = /^[\w-]{43}$/;
/** Shorter ones are no secrets. */
const WORD = /[\w.-]{20,}/g;

function linkDoor(
  path: string,
  code: string,
  bodyOf: (word: string, place: Place) => object,
): Door {
  return {
    ...{ what: path, refusals: [code], isForLinks: true },
    open: (place, word) => send('POST', `${place.url}/api/${path}`, { json: bodyOf(word, place) }),
  };
}

function sessionDoor(what: string, headersOf: (word: string) => Record<string, string>): Door {
  return {
    ...{ what, refusals: ['unauthenticated', 'session_ended'], isForLinks: false },
    open: ({ url }, word) => send('GET', `${url}/api/v2/account`, { headers: headersOf(word) }),
  };
}

/** All that takes a secret of a login, a link or a session. */
export const DOORS: readonly Door[] = [
  linkDoor('v2/email-confirmations/complete', 'link_invalid', (token) => ({
    ...{ token, password: PASSWORD },
  })),
  linkDoor('v2/email-confirmations/undo', 'link_invalid', (token) => ({ token })),
  linkDoor('v2/password-resets/complete', 'link_invalid', (token) => ({
    ...{ token, new_password: 'another-passphrase-of-tests' },
  })),
  linkDoor('v2/account/sessions', 'login_expired', (challenge) => ({ challenge, code: '000000' })),
  linkDoor('v2/account/sessions/passkey-options', 'login_expired', (challenge) => ({ challenge })),
  linkDoor('v1/users/create', 'invitation_invalid', (invitation, { invited: email }) => ({
    ...{ email, password: PASSWORD, invitation },
  })),
  sessionDoor('Bearer', (word) => ({ authorization: `Bearer ${word}` })),
  sessionDoor('the header token', (token) => ({ token })),
  sessionDoor('the cookie', (word) => ({
    ...{ cookie: `seam=${word}`, 'x-seam-page': '1', 'sec-fetch-site': 'same-origin' },
  })),
];

/** All words of a dump that may be secrets. */
export function wordsOf(dump: string): string[] {
  return [...new Set(dump.match(WORD))];
}

/** Tries each word at each door that takes its form; resolves to the doors that knew one. */
export async function openedBy(place: Place, words: readonly string[]): Promise<string[]> {
  const opened: string[] = [];
  for (const word of words) {
    for (const { what, refusals, isForLinks, open } of DOORS) {
      if (isForLinks && !LINK.test(word)) continue;
      const { body } = await open(place, word);
      if (!refusals.includes(body?.code ?? '')) opened.push(what);
    }
  }
  return opened;
}
