import { Rotation } from './rotation.js';

/** Adds items such as `a1x`: under `a`, and `1` within `a`, the item `x`. */
function rotation(...items: string[]): Rotation<string> {
  const made = new Rotation<string>();
  for (const item of items) made.add(item, [item[0]!, item[1]!]);
  return made;
}

function all(next: () => string | undefined): string[] {
  const found: string[] = [];
  for (let item = next(); item !== undefined; item = next()) found.push(item);
  return found;
}

describe('Rotation', () => {
  it('gives each key a turn, however much waits under another', () => {
    const waiting = rotation('a1x', 'a1y', 'a1z', 'b1x', 'c1x');
    expect(all(() => waiting.take())).toEqual(['a1x', 'b1x', 'c1x', 'a1y', 'a1z']);
    expect(waiting.length).toBe(0);
  });

  it('gives turns to the second key within the first', () => {
    const waiting = rotation('a1x', 'a1y', 'a1z', 'a2x', 'b1x', 'b1y', 'b1z');
    const taken = all(() => waiting.take());
    expect(taken).toEqual(['a1x', 'b1x', 'a2x', 'b1y', 'a1y', 'b1z', 'a1z']);
  });

  it('lets a new client wait for at most one turn of each other client', () => {
    const waiting = rotation('a1w', 'a1x', 'b1w', 'b1x', 'b1y');
    expect(waiting.take()).toBe('a1w');
    waiting.add('c1w', ['c', '1']);
    expect(all(() => waiting.take())).toEqual(['b1w', 'a1x', 'c1w', 'b1x', 'b1y']);
  });

  it('drops the last of the longest line, and of equal ones that of the newest', () => {
    const waiting = rotation('a1x', 'b1x', 'b2x', 'b2y', 'b2z', 'c1x');
    expect(all(() => waiting.drop())).toEqual(['b2z', 'b2y', 'b2x', 'c1x', 'b1x', 'a1x']);
    expect(waiting.length).toBe(0);
    expect(waiting.take()).toBeUndefined();
  });
});
