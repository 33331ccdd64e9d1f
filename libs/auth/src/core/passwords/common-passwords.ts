/**
 * Whether a password, in lower case, is one of the 49,233 most common ones. The list is read with
 * the first question. As it is only searched, it need not be kept as a set, which would cost more
 * memory than the 0.1 ms of a search are worth.
 */
export async function isCommon(password: string): Promise<boolean> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  return dictionary['passwords-common'].includes(password);
}
