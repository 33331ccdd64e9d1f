/** An email that is not shown in full, such as `a…@example.com`, and not longer than the email. */
export function maskedEmail(email: string): string {
  const at = email.lastIndexOf('@');
  return `${at > 1 ? email[0] : ''}…${email.slice(at)}`;
}
