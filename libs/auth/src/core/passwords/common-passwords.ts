import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

let lists: Promise<readonly string[][]> | undefined;

/**
 * Whether a password, in lower case, is on one of two lists of common ones. As they are only searched, they
 * need not be kept as sets, which would cost more memory than the 0.1 ms of a search are worth.
 */
export async function isCommon(password: string): Promise<boolean> {
  return (await commonPasswords()).some((list) => list.includes(password));
}

/** Loaded on first use: a process without registrations does not load them. */
export function commonPasswords(): Promise<readonly string[][]> {
  return (lists ??= Promise.all([djangos(), zxcvbns()]));
}

/** 19,640, the commonest first. */
async function djangos(): Promise<string[]> {
  const { DJANGO_LIST } = await import('./django-list.js');
  const list = await promisify(gunzip)(Buffer.from(DJANGO_LIST, 'base64'));
  return list.toString().trimEnd().split('\n');
}

/** 49,233, without most repeats and runs: zxcvbn finds those by other means. */
async function zxcvbns(): Promise<string[]> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  return dictionary['passwords-common'];
}
