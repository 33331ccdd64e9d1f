/** Where links to a new password lead: auth writes it into mails. */
export const RESET_PATH = '/reset-password';

/** 256 bits in base64url. */
const TOKEN = /^[\w-]{43}$/;

/** The token in the fragment of a link; `undefined` if it is not complete. */
export function tokenIn(hash: string): string | undefined {
  const token = new URLSearchParams(hash.slice(1)).get('token');
  return token && TOKEN.test(token) ? token : undefined;
}
