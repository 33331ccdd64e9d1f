import { readRows } from './read-rows.js';
import { todoistDate } from './todoist-date.js';

const TODAY = '2026-11-30'; // a Monday
const HEAD = [
  'TYPE,CONTENT,DESCRIPTION,PRIORITY,INDENT,AUTHOR,RESPONSIBLE,DATE,DATE_LANG,TIMEZONE',
  'DURATION,DURATION_UNIT,DEADLINE,DEADLINE_LANG',
].join(',');
const read = (...lines: string[]) => {
  const text = [`\ufeff${HEAD}`, ...lines].join('\r\n');
  return readRows(Buffer.from(text), 'csv', { zone: 'Europe/Berlin', today: TODAY });
};

describe('an export of Todoist', () => {
  it('has tasks, their sections, labels, notes and dates', () => {
    const { rows, invalid } = read(
      'meta,view_style=list,,,,,,,,,,,,',
      'task,Water the plants @home @garden,All of them,1,1,Ada (1),,2026-12-31 9:30,en,Asia/Tokyo,30,minute,,',
      'note,"Not the cactus",,,,Ada (1),,,,,,,,',
      'task,Buy soil,,4,2,Ada (1),,,en,,,None,2026-12-24,en',
      ',,,,,,,,,,,,,',
      'section,Weekly,,,,,,,,,,,,',
      'task,"Write ""the"" letter",,,1,Ada (1),,every friday at 6pm,en,,,,,',
    );
    const due = { date: '2026-12-31', time: '09:30', time_zone: 'Asia/Tokyo' };
    const friday = { date: '2026-12-04', time: '18:00', time_zone: 'Europe/Berlin' };
    expect(invalid).toEqual([]);
    expect(rows.map(({ item }) => item)).toMatchObject([
      {
        ...{ title: 'Water the plants', notes: 'All of them\n\nNot the cactus', priority: 3, due },
        labels: ['home', 'garden'],
      },
      { title: 'Buy soil', notes: '', priority: 0, due: { date: '2026-12-24' }, labels: [] },
      { title: 'Write "the" letter', due: friday, repeat: 'FREQ=WEEKLY', labels: ['Weekly'] },
    ]);
    expect(rows.map(({ place }) => place)).toEqual(['line 3', 'line 5', 'line 8']);
  });

  it('says the lines that cannot be understood', () => {
    const { rows, invalid } = read(
      'note,lost,,,,,,,,,,,,',
      'task,a,,,,,,every other moon,en,,,,,',
      'note,of a,,,,,,,,,,,,',
      'task,b,,9,,,,,,,,,,',
      'Task,c,,,,,,,,,,,,',
      'task,d,,,,,,2026-12-31 09:30,en,Mars/Base,,,,',
      'task,e,,,,,,,,,,,,,Buy milk',
    );
    expect(rows).toEqual([]);
    expect(invalid.map(({ place, message }) => `${place}: ${message}`)).toEqual([
      'line 2: there is no task for this note',
      'line 3: the date "every other moon" cannot be understood: write 2026-12-31',
      'line 4: there is no task for this note',
      'line 5: PRIORITY must be 1 to 4, not "9"',
      'line 6: "Task" is no TYPE',
      'line 7: "Mars/Base" is no time zone',
      'line 8: there are more cells than columns',
    ]);
  });

  it.each<[string, object | undefined]>([
    ['2026-12-31', { date: '2026-12-31' }],
    ['2026-12-31T09:30:00', { date: '2026-12-31', time: '09:30' }],
    ['2026-12-31 at 12am', { date: '2026-12-31', time: '00:00' }],
    ['31 Dec 2026', { date: '2026-12-31' }],
    ['Dec 31 2026', { date: '2026-12-31' }],
    ['December 31, 2026 12:05 pm', { date: '2026-12-31', time: '12:05' }],
    ['every day', { date: TODAY, repeat: 'FREQ=DAILY' }],
    ['Every 2 weeks', { date: TODAY, repeat: 'FREQ=WEEKLY;INTERVAL=2' }],
    ['every 1 month', { date: TODAY, repeat: 'FREQ=MONTHLY' }],
    ['every mon', { date: TODAY, repeat: 'FREQ=WEEKLY' }],
    ['every sunday 7:15', { date: '2026-12-06', time: '07:15', repeat: 'FREQ=WEEKLY' }],
    ['1 Sept. 2026', { date: '2026-09-01' }],
    ...['3 marraskuuta 2026', '3 septiembre 2026', 'every constructor'].map(
      (text): [string, undefined] => [text, undefined],
    ),
    ...['tomorrow', '2026-02-30', 'Dec 2026', '31 Dec', 'every', 'every 0 days', 'every monk'].map(
      (text): [string, undefined] => [text, undefined],
    ),
    ...['2026-12-31 25:00', '1 Dec 2 2026', '', 'every! day'].map((text): [string, undefined] => [
      text,
      undefined,
    ]),
  ])('has the date %j', (text, expected) => {
    expect(todoistDate(text, TODAY)).toEqual(expected);
  });
});
