/** Where links lead: auth writes those in mails. */
export const RESET_PATH = '/reset-password';
export const CONFIRM_PATH = '/confirm-email';
export const UNDO_PATH = '/undo-email-change';
/** An invitation to this installation. */
export const REGISTER_PATH = '/register';
/** An invitation to an item, which its sender hands over. */
export const INVITATION_PATH = '/invitation';

/** 256 bits in base64url. */
const TOKEN = /^[\w-]{43}$/;

/** The token in the fragment of a link; `undefined` if it is not complete. */
export function tokenIn(hash: string): string | undefined {
  const token = new URLSearchParams(hash.slice(1)).get('token');
  return token && TOKEN.test(token) ? token : undefined;
}
