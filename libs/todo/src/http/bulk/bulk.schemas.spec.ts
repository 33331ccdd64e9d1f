import { z } from 'zod';
import { fieldMessage, validationFailed } from '#glue/fields';
import { OPERATIONS_PER_REQUEST } from '../../todo.limits.js';
import { bulkBody } from './bulk.schemas.js';

const UPDATE = { op: 'update', id: 1, if_match: '*' };

/** Where a body is invalid, and why. */
function errorsOf(operations: unknown, atomic?: unknown): string[] {
  const { error } = bulkBody.safeParse({ operations, atomic }, { error: fieldMessage });
  const details = error ? validationFailed(error.issues).details! : [];
  return details.map(({ pointer, message }) => `${pointer} ${message}`);
}

describe('the body of many writes', () => {
  it('has the fields of single ones', () => {
    const operations = [
      { op: 'create', title: ' tea ', list_id: 3 },
      { ...UPDATE, status: 'DONE', if_match: '"a", "b"' },
      { op: 'delete', id: 1 },
      { op: 'restore', id: 2 },
    ];
    expect(bulkBody.parse({ operations })).toMatchObject({
      atomic: false,
      operations: [
        { op: 'create', title: 'tea', listId: 3, notes: '', labels: [] },
        { op: 'update', id: 1, status: 'DONE', if_match: '"a", "b"' },
        { op: 'delete', id: 1, if_match: '*' },
        { op: 'restore', id: 2 },
      ],
    });
    expect(bulkBody.parse({ operations, atomic: true }).atomic).toBe(true);
  });

  it.each<[string, unknown, string]>([
    ['no operation', [], ' must have at least 1 entry'],
    ['no list', {}, ' must be an array'],
    ['a text', ['x'], '/0 must be an object'],
    ['no op', [{}], '/0/op must be create, update, delete or restore'],
    ['another op', [{ op: 'move' }], '/0/op must be create, update, delete or restore'],
    ['no title', [{ op: 'restore', id: 1 }, { op: 'create' }], '/1/title is required'],
    ['no change', [UPDATE], '/0 must have a field to change'],
    ['no condition', [{ op: 'update', id: 1, title: 'x' }], '/0/if_match is required'],
    [
      'a bad condition',
      [{ op: 'delete', id: 1, if_match: 'a' }],
      '/0/if_match must be *, or ETags in double quotes, separated by commas',
    ],
    ['no id', [{ op: 'delete' }], '/0/id is required'],
  ])('is refused with %s', (_what, operations, error) => {
    expect(errorsOf(operations)).toEqual([`/operations${error}`]);
  });

  it(`has at most ${OPERATIONS_PER_REQUEST} operations`, () => {
    const many = (length: number) => Array.from({ length }, () => ({ op: 'restore', id: 1 }));
    expect(errorsOf(many(OPERATIONS_PER_REQUEST))).toEqual([]);
    expect(errorsOf(many(OPERATIONS_PER_REQUEST + 1))).toEqual([
      `/operations must have at most ${OPERATIONS_PER_REQUEST} entries`,
    ]);
    expect(errorsOf([], 1)).toContain('/atomic must be true or false');
  });

  it('is described with each kind of operation', () => {
    const { $defs } = z.toJSONSchema(bulkBody, { io: 'input' });
    expect($defs!['Bulk']!.properties!['operations']).toMatchObject({
      type: 'array',
      maxItems: OPERATIONS_PER_REQUEST,
      items: { oneOf: expect.any(Array) as unknown[] },
    });
    expect(Object.keys($defs!)).toEqual(
      expect.arrayContaining(['CreateOperation', 'UpdateOperation', 'DeleteOperation']),
    );
  });
});
