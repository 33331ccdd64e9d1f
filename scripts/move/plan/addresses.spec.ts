import type { DatabaseOptions } from '#glue/db';
import { MoveError } from '../move-error.js';
import { addressesOf } from './addresses.js';

const OLD = 'postgres://old_user:secret@old:5432/shop';
const NEW = 'postgres://new_user:secret@new:5432/shop';
const POOLED = 'postgres://new_user:secret@pooler:6432/shop';
const OTHER = 'postgres://other_user:secret@new:5432/shop';

const addresses = (
  variables: Pick<DatabaseOptions, 'url' | 'nextUrl'>,
  options: { to?: string; from?: string } = {},
) =>
  addressesOf({ context: 'stock', urlVariable: 'STOCK_DB_URL', ...variables } as DatabaseOptions, {
    context: 'stock',
    to: undefined,
    from: undefined,
    abort: false,
    ...options,
  });

describe('addressesOf', () => {
  const both = { url: OLD, nextUrl: NEW };
  const forward = { source: OLD, target: NEW, user: 'new_user' };

  it('is from the first to the next variable, without a password among the arguments', async () => {
    expect(await addresses(both)).toEqual(forward);
  });

  it('is back with the variables exchanged, or by --to', async () => {
    const back = { source: NEW, target: OLD, user: 'old_user' };
    expect(await addresses({ url: NEW, nextUrl: OLD })).toEqual(back);
    expect(await addresses(both, { to: OLD })).toEqual(back);
  });

  it('knows the user of the processes at the target from its variable only', async () => {
    expect(await addresses(both, { to: OTHER })).toEqual({ ...forward, target: OTHER });
    expect(await addresses({ url: OLD, nextUrl: undefined }, { to: OTHER })).toEqual({
      source: OLD,
      target: OTHER,
      user: undefined,
    });
    expect(await addresses({ url: OLD, nextUrl: POOLED }, { to: NEW, from: OLD })).toEqual(forward);
    expect(await addresses(both, { to: 'postgres://x@direct/shop', from: NEW })).toMatchObject({
      user: 'old_user',
    });
  });

  it.each<[string, Pick<DatabaseOptions, 'url' | 'nextUrl'>, { to?: string }, string]>([
    [
      'no target',
      { url: OLD, nextUrl: undefined },
      {},
      'give the new address by --to, or set STOCK',
    ],
    ['the source as target', { url: OLD, nextUrl: undefined }, { to: OLD }, 'is the target itself'],
    ['an embedded database', { url: undefined, nextUrl: undefined }, { to: NEW }, 'embedded'],
    [
      'a third target while no address can be read',
      { url: 'postgres://u:secret@127.0.0.1:1/a', nextUrl: 'postgres://u:secret@127.0.0.1:1/b' },
      { to: NEW },
      'neither STOCK_DB_URL nor STOCK_NEXT_DB_URL is in charge',
    ],
  ])('refuses %s, and shows no password', async (_, variables, options, message) => {
    const error: unknown = await addresses(variables, options).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(MoveError);
    expect((error as Error).message).toContain(message);
    expect((error as Error).message).not.toContain('secret');
  });
});
