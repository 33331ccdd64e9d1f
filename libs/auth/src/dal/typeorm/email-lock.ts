/** A transaction that gives an email to a user holds this lock: it may be reserved at the same time. */
export function emailLock(email: string): string {
  return `auth.email ${email}`;
}
