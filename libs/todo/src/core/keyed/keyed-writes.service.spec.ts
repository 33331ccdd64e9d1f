import { NO_DETAILS, NO_PLACE, NO_TIMES, type DetailedItem } from '../details/detailed-item.js';
import type { DetailedItemsDal } from '../ports/detailed-items.dal.js';
import type { KeyedWritesDal } from '../ports/keyed-writes.dal.js';
import { draftFingerprint } from './draft-fingerprint.js';
import type { Effect, KeyedRequest } from './keyed-write.js';
import { KeyedWritesService } from './keyed-writes.service.js';

const USER = { userId: 1, uniqueId: 'u-1' };
const DRAFT = { title: 'tea', status: 'PENDING', ...NO_DETAILS } as const;
const OWN = { role: 'owner', isShared: false } as const;
const ITEM: DetailedItem = { id: 1, ...DRAFT, ...NO_TIMES, ...NO_PLACE, ...OWN };
const WRITTEN = { kind: 'created', itemId: 1, item: ITEM } as const;
const REQUEST = { key: 'k', fingerprint: 'f' };

/** A store with the item 1, which has the given outcome for each key. */
function serviceOf(
  outcome: Effect | 'key_in_use' | 'key_reused' | 'client_id_used' | 'not_stored',
) {
  const asked: KeyedRequest[] = [];
  const keyed = {
    once: async (_: unknown, request: KeyedRequest) => (asked.push(request), outcome),
    createOnce: async (_: unknown, request: KeyedRequest) => (asked.push(request), outcome),
  };
  const items = { find: async (_: unknown, id: number) => (id === 1 ? ITEM : 'item_missing') };
  const service = new KeyedWritesService(
    keyed as unknown as KeyedWritesDal,
    items as unknown as DetailedItemsDal,
  );
  return { service, asked };
}
const write = async () => WRITTEN;
const neverWrite = () => Promise.reject(new Error('written again'));

describe('KeyedWritesService', () => {
  it('writes without a key', async () => {
    const { service, asked } = serviceOf('not_stored');
    expect(await service.once(USER, undefined, write)).toBe(WRITTEN);
    expect(asked).toEqual([]);
  });

  it('says whether a write would be done', async () => {
    const { service } = serviceOf({ kind: 'deleted', itemId: 2 });
    expect(await service.isNew(USER, REQUEST)).toBe(false);
    expect(await service.isNew(USER, undefined)).toBe(true);
    expect(await serviceOf({ kind: 'unchanged', itemId: 0 }).service.isNew(USER, REQUEST)).toBe(
      true,
    );
    await expect(serviceOf('key_reused').service.isNew(USER, REQUEST)).rejects.toMatchObject({
      code: 'idempotency_key_reused',
    });
  });

  it('has the item of a repeated write as it is now', async () => {
    const { service } = serviceOf({ kind: 'changed', itemId: 1 });
    const again = { kind: 'changed', itemId: 1, item: ITEM };
    expect(await service.once(USER, REQUEST, neverWrite)).toEqual(again);
  });

  it('has no item after a deletion, and says if it is gone otherwise', async () => {
    const deleted = serviceOf({ kind: 'deleted', itemId: 2 }).service;
    expect(await deleted.once(USER, REQUEST, neverWrite)).toMatchObject({ item: undefined });
    const changed = serviceOf({ kind: 'changed', itemId: 2 }).service;
    const gone = { code: 'item_gone', status: 410 };
    await expect(changed.once(USER, REQUEST, neverWrite)).rejects.toMatchObject(gone);
    const found = serviceOf({ kind: 'found', itemId: 2 }).service;
    await expect(found.createOnce(USER, 'c', DRAFT, neverWrite)).rejects.toMatchObject(gone);
  });

  it.each([
    ['key_in_use', { code: 'idempotency_key_in_use', status: 409, retryAfterSeconds: 1 }],
    ['key_reused', { code: 'idempotency_key_reused', status: 422 }],
    ['client_id_used', { code: 'client_id_used', status: 409 }],
    ['not_stored', { code: 'database_required', status: 501 }],
  ] as const)('answers %s', async (outcome, error) => {
    const { service } = serviceOf(outcome);
    await expect(service.once(USER, REQUEST, neverWrite)).rejects.toMatchObject(error);
  });

  it('finds a client id with a fingerprint of the draft', async () => {
    const { service, asked } = serviceOf({ kind: 'found', itemId: 1 });
    await service.createOnce(USER, 'c', DRAFT, neverWrite);
    expect(asked).toEqual([{ key: 'c', fingerprint: draftFingerprint(DRAFT) }]);
  });
});

describe('the fingerprint of a draft', () => {
  it('is that of its contents, whatever their order', () => {
    const { title, ...rest } = DRAFT;
    expect(draftFingerprint({ ...rest, title })).toBe(draftFingerprint(DRAFT));
    expect(draftFingerprint(DRAFT)).toMatch(/^[\w-]{43}$/);
  });

  it('differs for each field', () => {
    const others = [
      { title: 'milk' },
      { status: 'DONE' as const },
      { notes: 'x' },
      { priority: 1 as const },
      { due: { date: '2030-01-01' } },
      { repeat: 'FREQ=DAILY' },
      { labels: ['x'] },
    ];
    const all = [{}, ...others].map((fields) => draftFingerprint({ ...DRAFT, ...fields }));
    expect(new Set(all).size).toBe(others.length + 1);
  });

  it('does not count empty fields, which a later version may add', () => {
    const later = { ...DRAFT, reminders: [], place: null };
    expect(draftFingerprint(later)).toBe(draftFingerprint(DRAFT));
  });
});
