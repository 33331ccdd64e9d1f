import { randomUUID } from 'node:crypto';
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { usage } from '../command-error.js';
import { addressOf } from './address.js';

/** Where the user is logged in. */
export interface Login {
  url: string;
  /** An access token. */
  token: string;
  /** That of the access token, if the command has made it. */
  id?: string;
  email?: string;
  expires_at?: string;
}

/** Whether a value can be a token in a header. */
export const isToken = (value: unknown): value is string =>
  typeof value === 'string' && /^[\x21-\x7e]+$/.test(value);

/** @returns `undefined` without a login. @throws CommandError if the file cannot be understood */
export async function readLogin(file: string): Promise<Login | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw usage(`${file} cannot be read: ${(error as Error).message}`);
  }
  const login = parsed(text);
  if (!login) throw usage(`${file} cannot be understood. Delete it, and log in again.`);
  return login;
}

/** Stores a login for its user only. A reader gets the old login or the new one, never a part. */
export function writeLogin(file: string, login: Login): Promise<void> {
  const text = `${JSON.stringify(login, null, 2)}\n`;
  return withDraft(file, text, (draft) => rename(draft, file));
}

/** Before a token is made that could not be stored. @throws the error of the system if a login cannot be written */
export function assertWritable(file: string): Promise<void> {
  return withDraft(file, '', (draft) => rm(draft));
}

/** @returns whether there was one */
export async function deleteLogin(file: string): Promise<boolean> {
  try {
    await rm(file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

/** Writes a file beside another one, for its user only. */
async function withDraft(
  file: string,
  text: string,
  use: (draft: string) => Promise<void>,
): Promise<void> {
  const folder = dirname(file);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700); // one that was there before
  const draft = `${file}.${randomUUID()}`;
  try {
    await writeFile(draft, text, { mode: 0o600, flag: 'wx' });
    await use(draft);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined); // the first error says more
    throw error;
  }
}

function parsed(text: string): Login | undefined {
  try {
    const value = JSON.parse(text) as Partial<Login> | null;
    if (typeof value?.url !== 'string' || !isToken(value.token)) return undefined;
    addressOf(value.url, true); // or it is no address
    return value as Login;
  } catch {
    return undefined;
  }
}
