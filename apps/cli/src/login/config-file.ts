import { randomUUID } from 'node:crypto';
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { usage } from '../command-error.js';

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
export async function writeLogin(file: string, login: Login): Promise<void> {
  const folder = dirname(file);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700); // one that was there before
  const draft = `${file}.${randomUUID()}`;
  try {
    await writeFile(draft, `${JSON.stringify(login, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

export function deleteLogin(file: string): Promise<void> {
  return rm(file, { force: true });
}

function parsed(text: string): Login | undefined {
  try {
    const value = JSON.parse(text) as Partial<Login> | null;
    const isLogin = typeof value?.url === 'string' && typeof value.token === 'string';
    return isLogin ? (value as Login) : undefined;
  } catch {
    return undefined;
  }
}
