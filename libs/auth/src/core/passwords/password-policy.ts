import { ServiceError } from '#glue/errors';
import { authErrors } from '../../auth.errors.js';
import { normalizeEmail } from '../users/email.js';
import { isCommon } from './common-passwords.js';
import { isPattern } from './patterns.js';

/** The name of the product, also as some write it: `5e4m`. */
const PRODUCT = /[s5$][e3][a4@]m/gu;
/** What is shorter says nothing of whether a password was made of it. */
const SHORTEST_NAME = 3;
const LETTER = /\p{L}/u;

/** Which passwords may be chosen. Those that users have already stay good. */
export class PasswordPolicy {
  /** @param refusesGuessable `false` in development and tests, where `password` is welcome */
  constructor(private readonly refusesGuessable: boolean) {}

  /**
   * Compares without case, and however letters are composed.
   *
   * @throws ServiceError `password_guessable` for a common password, a simple pattern, and one that is
   * made of the user's email or of the product's name
   */
  async assertAllowed(password: string, email: string): Promise<void> {
    if (!this.refusesGuessable) return;
    const plain = password.normalize('NFC').toLowerCase();
    if (await isCommon(plain)) throw guessable('is one of the most common ones');
    if (isMadeOf(plain, namesIn(email))) throw guessable('is made of your email');
    if (isMadeOf(plain, [PRODUCT])) throw guessable('is made of the name of this product');
    if (isPattern(plain)) throw guessable('is a simple pattern');
  }
}

/** The email, and the part of it before the @. */
function namesIn(email: string): string[] {
  const whole = normalizeEmail(email).normalize('NFC');
  return [whole, whole.slice(0, whole.lastIndexOf('@'))].filter(
    (name) => name.length >= SHORTEST_NAME,
  );
}

/** Whether there is no letter in a password but those of the names, which it holds. */
function isMadeOf(password: string, names: (string | RegExp)[]): boolean {
  const rest = names.reduce<string>((text, name) => text.replaceAll(name, ''), password);
  return rest !== password && !LETTER.test(rest);
}

function guessable(reason: string): ServiceError {
  const message = `The password ${reason}. Choose another one.`;
  return new ServiceError(authErrors.password_guessable, {
    message,
    details: [{ path: 'password', message }],
  });
}
