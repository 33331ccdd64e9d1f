import { seededRandom } from '../../../../../test/support/random.js';
import { MAX_KEY_LENGTH } from './keys.js';
import { planMove, type Positioned } from './move.js';

/** As the database does. */
function sorted(items: readonly Positioned[]): Positioned[] {
  const keyOf = ({ position }: Positioned) => position ?? '~';
  return [...items].sort((a, b) =>
    keyOf(a) === keyOf(b) ? a.id - b.id : keyOf(a) < keyOf(b) ? -1 : 1,
  );
}

function applied(items: readonly Positioned[], changes: ReadonlyMap<number, string>) {
  return sorted(
    items.map((item) => ({ ...item, position: changes.get(item.id) ?? item.position })),
  );
}

const list = (...positions: (string | null)[]) =>
  positions.map((position, i) => ({ id: i + 1, position }));
const idsOf = (items: readonly Positioned[]) => items.map(({ id }) => id);

describe('a move of an item', () => {
  it('puts it next to the other one, whatever was moved before', () => {
    const random = seededRandom();
    for (let round = 0; round < 30; round++) {
      let items: Positioned[] = list(...Array<null>(12).fill(null));
      for (let i = 0; i < 300; i++) {
        const ids = idsOf(items);
        const pick = () => ids[Math.floor(random() ** (1 + (round % 3)) * ids.length)]!;
        const [moved, neighbour] = [pick(), pick()];
        if (moved === neighbour) continue;
        const isBefore = random() < 0.5;
        const place = isBefore ? { before: neighbour } : { after: neighbour };
        const expected = ids.filter((id) => id !== moved);
        expected.splice(expected.indexOf(neighbour) + (isBefore ? 0 : 1), 0, moved);
        items = applied(items, planMove(items, moved, place)!);
        expect(idsOf(items)).toEqual(expected);
        const keys = items.flatMap(({ position }) => position ?? []);
        expect(new Set(keys).size).toBe(keys.length);
        expect(keys.every(({ length }) => length <= MAX_KEY_LENGTH)).toBe(true);
      }
    }
  });

  it('changes that item alone, if those before it have positions', () => {
    expect([...planMove(list('A', 'B', 'C', null), 3, { after: 1 })!.keys()]).toEqual([3]);
    expect([...planMove(list('A', 'B', 'C', null), 4, { before: 1 })!.keys()]).toEqual([4]);
  });

  it('gives positions to those before it that have none, and to no others', () => {
    const items = list('A', null, null, null);
    const changes = planMove(items, 1, { after: 3 })!;
    expect([...changes.keys()].sort()).toEqual([1, 2, 3]);
    expect(idsOf(applied(items, changes))).toEqual([2, 3, 1, 4]);
  });

  it('separates equal positions, which next items have', () => {
    const items = list('A', 'B', 'B', 'C');
    const changes = planMove(items, 4, { before: 3 })!;
    expect(idsOf(applied(items, changes))).toEqual([1, 2, 4, 3]);
  });

  it('makes the positions of the list anew instead of a long one', () => {
    const long = `${'A'.repeat(MAX_KEY_LENGTH - 1)}B`;
    const items = list('A'.repeat(MAX_KEY_LENGTH), long, 'C', null);
    const changes = planMove(items, 3, { after: 1 })!;
    expect(idsOf(applied(items, changes))).toEqual([1, 3, 2, 4]);
    expect([...changes.values()].every(({ length }) => length <= 4)).toBe(true);
  });

  it('is none without the other item', () => {
    expect(planMove(list('A'), 1, { after: 2 })).toBeUndefined();
    expect(planMove(list('A'), 1, { after: 1 })).toBeUndefined();
  });
});
