import { streamsThatDiffer, violationsOf as violationsIn } from './check.js';
import { History, type Read } from './history.js';

const violationsOf = (history: History) => violationsIn(history, 1);
const texts = (text: string) => new Map([[1, text]]);
const read = (at: number, tag: string, title: string): Read => ({
  ...{ user: 'ann', startedAt: at, endedAt: at + 1, tag, texts: texts(title) },
});

/** Three writes, and a read after each. */
function right(): History {
  const history = new History();
  for (const [i, title] of ['a', 'b', 'c'].entries()) {
    const startedAt = i * 10;
    history.writes.push({ item: 1, text: title, startedAt, endedAt: startedAt + 2 });
    history.reads.push(read(startedAt + 3, `e-${i + 1}`, title));
    history.note('stream', { user: 'ann', tag: `e-${i + 1}`, texts: texts(title) });
  }
  return history;
}

describe('the checker of histories', () => {
  it('finds nothing in one that is right', () => {
    expect(violationsOf(right())).toEqual([]);
    expect(streamsThatDiffer(right(), [read(40, 'e-3', 'c')])).toEqual([]);
  });

  it('finds a list that has lost an item', () => {
    const history = right();
    history.reads.push({ ...read(40, 'e-4', 'c'), texts: new Map() });
    expect(violationsOf(history)).toContain('ann e-4 has 0 of 1 items');
  });

  it('finds a read that misses a write that was acknowledged before', () => {
    const history = right();
    history.reads.push(read(15, 'e-9', 'a'));
    expect(violationsOf(history)).toContain('ann read a after b');
  });

  it('finds one that misses the first write', () => {
    const history = right();
    history.reads.push(read(5, 'e-1', 'before all'));
    expect(violationsOf(history)).toContain('ann read before all after a');
  });

  it('allows a read beside a write, and after one of unknown outcome', () => {
    const history = right();
    history.writes.push({ item: 1, text: 'd', startedAt: 30 });
    history.reads.push(read(41, 'e-3', 'c'), read(43, 'e-4', 'd'), read(20, 'e-2', 'b'));
    history.writes.push({ item: 1, text: 'e', startedAt: 50, endedAt: 60 });
    history.reads.push(read(55, 'e-4', 'd'), read(57, 'e-5', 'e'));
    expect(violationsOf(history)).toEqual([]);
  });

  it('finds a version that goes back, in one history only', () => {
    const history = right();
    history.reads.push(read(30, 'f-1', 'c'));
    expect(violationsOf(history)).toEqual([]);
    history.reads.push(read(40, 'e-2', 'c'));
    expect(violationsOf(history)).toContain('ann read version 2 after 3');
  });

  it('finds a tag of two contents, of reads and of streams', () => {
    const history = right();
    history.writes.push({ item: 1, text: 'd', startedAt: 30, endedAt: 31 });
    history.reads.push(read(40, 'e-3', 'd'));
    expect(violationsOf(history).join()).toContain('ann e-3');
    const streamed = right();
    streamed.note('stream', { user: 'ann', tag: 'e-3', texts: texts('x') });
    expect(violationsOf(streamed).join()).toContain('ann e-3');
  });

  it('finds a stream that goes back, and one that ends with another list', () => {
    const history = right();
    history.note('stream', { user: 'ann', tag: 'e-2', texts: texts('b') });
    expect(violationsOf(history)).toContain('stream sent version 2 after 3');
    expect(streamsThatDiffer(history, [read(40, 'e-3', 'c')]).join()).toContain('stream ends with');
  });

  describe('with an item that passes', () => {
    const stay = { user: 'ann', text: 'passing-1/PENDING', from: 40, until: 60, goneAt: 70 };
    const at = (startedAt: number, has: boolean) => {
      const history = right();
      history.stays.push(stay);
      const read3 = read(startedAt, `e-${startedAt}`, 'c');
      const more = has ? [[2, stay.text] as const] : [];
      history.reads.push({ ...read3, texts: new Map([...read3.texts, ...more]) });
      return violationsOf(history);
    };

    it('allows either while it arrives and leaves', () => {
      for (const time of [39, 60, 65, 69]) {
        expect(at(time, true)).toEqual([]);
        expect(at(time, false)).toEqual([]);
      }
    });

    it('finds a list without it while it is there', () => {
      expect(at(50, true)).toEqual([]);
      expect(at(50, false)).toEqual(['ann read a list without passing-1/PENDING']);
    });

    it('finds a list that has it afterwards', () => {
      expect(at(80, false)).toEqual([]);
      expect(at(80, true)).toEqual(['ann read a list with passing-1/PENDING, which was gone']);
    });

    it('finds one that has it although it was deleted, and was perhaps never shared', () => {
      const history = right();
      history.stays.push({ ...stay, from: Infinity });
      const last = read(80, 'e-80', 'c');
      history.reads.push({ ...last, texts: new Map([...last.texts, [2, stay.text]]) });
      expect(violationsOf(history)).toHaveLength(1);
    });
  });
});
