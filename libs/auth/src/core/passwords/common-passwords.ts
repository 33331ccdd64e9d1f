import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

let lists: Promise<readonly string[][]> | undefined;

/**
 * Whether a password, in lower case, is on one of two lists of common ones. The lists are searched
 * as text: sets would need more memory than the 0.1 ms of a search is worth.
 */
export async function isCommon(password: string): Promise<boolean> {
  return (await commonPasswords()).some((list) => list.includes(password));
}

/** Loaded on first use: a process without registrations does not load them. */
export function commonPasswords(): Promise<readonly string[][]> {
  return (lists ??= Promise.all([djangos(), zxcvbns()]));
}

/** 19,640, most common first. */
async function djangos(): Promise<string[]> {
  const { DJANGO_LIST } = await import('./django-list.js');
  const list = await promisify(gunzip)(Buffer.from(DJANGO_LIST, 'base64'));
  return list.toString().trimEnd().split('\n');
}

/** 49,233, without most repeats and runs, which patterns.ts finds. */
async function zxcvbns(): Promise<string[]> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  return dictionary['passwords-common'];
}
