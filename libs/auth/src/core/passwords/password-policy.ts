import { ServiceError } from '#glue/errors';
import { authErrors } from '../../auth.errors.js';
import { normalizeEmail } from '../users/email.js';
import { isCommon } from './common-passwords.js';
import { isPattern } from './patterns.js';

/** Characters that stand for a letter. */
const LOOKALIKES: Record<string, string> = { a: 'a4@', e: 'e3', i: 'i1', o: 'o0', s: 's5$' };
/** Shorter names are not compared. */
const SHORTEST_NAME = 3;
const LETTER = /\p{L}/u;

/** Which passwords may be chosen. Existing passwords stay valid. */
export class PasswordPolicy {
  private readonly product: RegExp;

  /**
   * @param refusesGuessable `false` in development and tests, where `password` is convenient
   * @param product the name of the product
   */
  constructor(
    private readonly refusesGuessable: boolean,
    product: string,
  ) {
    this.product = spellingsOf(product);
  }

  /**
   * Compares without case, in any Unicode composition.
   *
   * @throws ServiceError `password_guessable` for a common password, a simple pattern, and one that
   * is derived from the user's email or the product's name
   */
  async assertAllowed(password: string, email: string, field = 'password'): Promise<void> {
    if (!this.refusesGuessable) return;
    const plain = password.normalize('NFC').toLowerCase();
    if (await isCommon(plain)) throw guessable('is one of the most common ones', field);
    if (isMadeOf(plain, namesIn(email))) throw guessable('is based on your email', field);
    if (isMadeOf(plain, [this.product]))
      throw guessable('is based on the name of this product', field);
    if (isPattern(plain)) throw guessable('is a simple pattern', field);
  }
}

/** A name as people write it in passwords: `my-app` also as `myapp` or `my @pp`. */
function spellingsOf(name: string): RegExp {
  const parts = [...name].map((character) =>
    character === '-' ? '\\P{L}*' : `[${LOOKALIKES[character] ?? character}]`,
  );
  return new RegExp(parts.join(''), 'gu');
}

/** The email, and its part before the @. */
function namesIn(email: string): string[] {
  const whole = normalizeEmail(email).normalize('NFC');
  return [whole, whole.slice(0, whole.lastIndexOf('@'))].filter(
    (name) => name.length >= SHORTEST_NAME,
  );
}

/** Whether a password contains a name, and no letters beside the names. */
function isMadeOf(password: string, names: (string | RegExp)[]): boolean {
  const rest = names.reduce<string>((text, name) => text.replaceAll(name, ''), password);
  return rest !== password && !LETTER.test(rest);
}

function guessable(reason: string, field: string): ServiceError {
  const message = `The password ${reason}. Choose another one.`;
  return new ServiceError(authErrors.password_guessable, {
    message,
    details: [{ path: field, message }],
  });
}
