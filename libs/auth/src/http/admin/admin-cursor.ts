import type { AdministeredUser } from '../../core/ports/administration/administered-users.dal.js';

type Position = Pick<AdministeredUser, 'id' | 'email'>;

const ID = /^\d{1,15}$/;
/** As emails are stored. PostgreSQL takes no NUL. */
const MAX_EMAIL_LENGTH = 254;

/**
 * The cursor of the page after a user. All users are in the order of their ids, so that it has no
 * email, which proxies would log; those that were searched for are in the order of their emails.
 */
export function cursorAfter({ id, email }: Position, isSearch: boolean): string {
  return isSearch ? Buffer.from(email).toString('base64url') : String(id);
}

/** The position that a cursor means; `undefined` if it is of no such list. */
export function positionOf(cursor: string, isSearch: boolean): Position | undefined {
  if (!isSearch) return ID.test(cursor) ? { id: Number(cursor), email: '' } : undefined;
  const email = Buffer.from(cursor, 'base64url').toString();
  const isOwn = Buffer.from(email).toString('base64url') === cursor;
  const isEmail = email.includes('@') && !email.includes('\0') && email.length <= MAX_EMAIL_LENGTH;
  return isOwn && isEmail ? { id: 0, email } : undefined;
}
