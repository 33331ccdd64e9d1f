import type { DetailedItem } from '#client';
import { clientIds } from './client-id.js';
import { csvHead, csvOf } from './own-csv.js';
import { type Format, readRows } from './read-rows.js';

const OPTIONS = { zone: 'Europe/Berlin', today: '2026-11-30' }; // a Monday
const read = (text: string, format: Format = 'csv') => readRows(Buffer.from(text), format, OPTIONS);
const PLAIN = {
  ...{ status: 'PENDING', notes: '', priority: 0, due: null, remind: false },
  ...{ repeat: null, labels: [] },
};
const plain = (title: string, more = {}) => ({ title, ...PLAIN, list: null, ...more });
const items = (text: string, format?: Format) => {
  const { rows, invalid } = read(text, format);
  expect(invalid).toEqual([]);
  return rows.map(({ item }) => item);
};

describe('a CSV file', () => {
  it('needs titles only', () => {
    expect(items('\ufefftitle\na\n"b, c"\n')).toEqual([plain('a'), plain('b, c')]);
  });

  it('of an export is read as it was', () => {
    const exported = {
      ...{ title: '=call "Ada"', status: 'DONE', notes: '# Ada\n\n- ;', priority: 2 },
      due: { date: '2026-12-31', time: '09:30', time_zone: 'Europe/Berlin' },
      ...{ remind: true, repeat: 'FREQ=WEEKLY;BYDAY=TH', labels: ['a;b', '-c\\', 'd'] },
    };
    const line = csvOf(exported as DetailedItem, '@office');
    expect(line).toContain("'=call");
    expect(items(csvHead() + line)).toEqual([{ ...exported, list: '@office' }]);
  });

  it('has times of this zone, if they say none', () => {
    const [item] = items('title,due_date,due_time\na,2026-12-31,09:30\n');
    expect(item!.due).toEqual({ date: '2026-12-31', time: '09:30', time_zone: 'Europe/Berlin' });
  });

  it('says the dates that it cannot understand', () => {
    const lines = ['a,2026-12-31,,UTC,', 'b,,09:30,,', 'c,2026-12-31,,,weekly'];
    const { invalid } = read(['title,due_date,due_time,time_zone,repeat', ...lines].join('\n'));
    expect(invalid.map(({ message }) => message)).toEqual([
      'time_zone needs due_time',
      'due_time needs due_date',
      'repeat must be a rule, such as FREQ=WEEKLY;BYDAY=MO, not "weekly"',
    ]);
  });

  it('has reminders of items with a time', () => {
    const lines = ['a,2026-12-31,09:30,TRUE', 'b,,,false', 'c,2026-12-31,,true', 'd,,,yes'];
    const { rows, invalid } = read(['title,due_date,due_time,remind', ...lines].join('\n'));
    expect(rows.map(({ item }) => item.remind)).toEqual([true, false]);
    expect(invalid).toEqual([
      { place: 'line 4', message: 'a reminder needs a due time' },
      { place: 'line 5', message: 'remind must be true or false, not "yes"' },
    ]);
  });

  it('says the lines that it cannot understand, and keeps the others', () => {
    const lines = ['title,priority,due_date,status,labels', 'a,1,2026-12-31,done,x;y', ',,,,'];
    const wrong = ['b,4,,,', 'c,high,,,', '"d\nd",,,,', 'e,,2026-02-30,,', 'f,,,open,', 'g,,,,,,'];
    const { rows, invalid } = read([...lines, ...wrong].join('\n'));
    const due = { date: '2026-12-31' };
    expect(rows).toEqual([
      {
        place: 'line 2',
        item: plain('a', { priority: 1, due, status: 'DONE', labels: ['x', 'y'] }),
      },
    ]);
    expect(invalid).toEqual([
      { place: 'line 3', message: 'title is missing' },
      { place: 'line 4', message: 'priority must be 0 to 3, not 4' },
      { place: 'line 5', message: 'priority must be 0 to 3, not "high"' },
      { place: 'line 6', message: 'title has control characters' },
      { place: 'line 8', message: '"2026-02-30" is no day' },
      { place: 'line 9', message: 'status must be PENDING or DONE, not "OPEN"' },
      { place: 'line 10', message: 'there are more cells than columns' },
    ]);
  });

  it.each([
    ['name\na', 'the first line must name the column title'],
    ['title,due\na,2026-12-31', 'line 1: there is no column "due". There are title, status, '],
    ['title,\na,b', 'line 1: there is no column ""'],
    ['title,notes,notes\na,b,c', 'line 1: "notes" is there twice'],
    ['title\n"a', 'line 2: a quote is not closed'],
    ['', 'the first line'],
  ])('that is none, %j, is refused', (text, message) => {
    expect(() => read(text)).toThrow(message);
  });

  it('must be UTF-8', () => {
    expect(() => readRows(Buffer.from([0x74, 0xff]), 'csv', OPTIONS)).toThrow('not in UTF-8');
  });
});

describe('a JSON file', () => {
  it('is an array of items, or has one', () => {
    expect(items('[{"title":"a","id":7}]', 'json')).toEqual([plain('a')]);
    const file = { lists: [{ id: 3, name: 'work' }], items: [{ title: 'b', list_id: 3 }] };
    expect(items(JSON.stringify(file), 'json')).toEqual([plain('b', { list: 'work' })]);
  });

  it('says the items that it cannot understand', () => {
    const wrong = [1, {}, { title: 'a', labels: 'b' }, { title: 'a', due: { date: 'soon' } }];
    const more = [
      ...[{ title: 'a\u202eb' }, { title: 'a', notes: '\u001b' }, { title: '\ud800' }],
      { title: 'a', repeat: 'FREQ=DAILY' },
      { title: 'a', notes: 'ä'.repeat(20_000) },
    ];
    expect(read(JSON.stringify([...wrong, ...more]), 'json').invalid).toEqual([
      { place: 'item 1', message: 'this is no item' },
      { place: 'item 2', message: 'title is missing' },
      { place: 'item 3', message: 'labels must be a list of texts' },
      { place: 'item 4', message: '"soon" is no day' },
      { place: 'item 5', message: 'title has control characters' },
      { place: 'item 6', message: 'notes have control characters' },
      { place: 'item 7', message: 'title has control characters' },
      { place: 'item 8', message: 'an item that repeats needs a due date' },
      { place: 'item 9', message: 'notes have more than 32768 bytes' },
    ]);
  });

  it('has times of this zone, if they say none', () => {
    const due = { date: '2026-12-31', time: '09:30' };
    const file = [
      { title: 'a', due },
      { title: 'b', due: { ...due, time: null } },
    ];
    expect(items(JSON.stringify(file), 'json').map((item) => item.due)).toEqual([
      { ...due, time_zone: 'Europe/Berlin' },
      { date: '2026-12-31' },
    ]);
  });

  it('has all fields of the exports, and no others', () => {
    const exported = {
      ...{
        id: 7,
        role: 'owner',
        shared: true,
        etag: '"a"',
        position: null,
        list_id: null,
        created_at: null,
      },
      ...{ updated_at: null, completed_at: null, since: 'x', inherited: false },
    };
    expect(items(JSON.stringify([{ title: 'a', ...exported }]), 'json')).toEqual([plain('a')]);
    const due = { date: '2026-12-31' };
    const wrong = [
      ...[{ due_date: 'x' }, { list_id: 3 }, { due: { ...due, day: 1 } }, { repeat: 'daily', due }],
      ...[{ due: { ...due, time_zone: 'UTC' } }, { due: { time: '09:30' } }, { title: 7 }],
    ].map((more) => ({ title: 'a', ...more }));
    expect(read(JSON.stringify(wrong), 'json').invalid.map(({ message }) => message)).toEqual([
      'there is no field "due_date". There are title, status, notes, priority, due, remind, repeat, labels, list',
      'the file has no list 3: write its name in "list"',
      'there is no field "day" in due. There are date, time, time_zone',
      'repeat must be a rule, such as FREQ=WEEKLY;BYDAY=MO, not "daily"',
      'time_zone needs a time',
      'date is missing',
      'title must be text',
    ]);
  });

  it.each(['', '{', '{}', 'null', '{"items":1}'])('that is none, %j, is refused', (text) => {
    expect(() => read(text, 'json')).toThrow(/no JSON|no items/);
  });
});

describe('the ids of rows', () => {
  const ids = clientIds(Buffer.from('a file'));

  it('are UUIDs, the same ones for the same file', () => {
    expect(ids('line 2')).toMatch(
      /^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/,
    );
    expect(clientIds(Buffer.from('a file'))('line 2')).toBe(ids('line 2'));
  });

  it('differ by row and by file', () => {
    const all = [ids('line 2'), ids('line 3'), clientIds(Buffer.from('another'))('line 2')];
    expect(new Set(all).size).toBe(3);
  });
});
