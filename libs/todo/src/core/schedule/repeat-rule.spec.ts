import { formatRule, parseRule, RuleError } from './repeat-rule.js';

describe('rules of repetition', () => {
  it.each([
    ['FREQ=DAILY', 'FREQ=DAILY'],
    ['FREQ=DAILY;INTERVAL=1', 'FREQ=DAILY'],
    ['INTERVAL=2;FREQ=WEEKLY;BYDAY=TH,MO,TH', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH'],
    ['FREQ=WEEKLY;BYDAY=MO;WKST=SU', 'FREQ=WEEKLY;BYDAY=MO;WKST=SU'],
    ['FREQ=WEEKLY;WKST=MO', 'FREQ=WEEKLY'],
    ['FREQ=MONTHLY;BYMONTHDAY=31,-1,+5', 'FREQ=MONTHLY;BYMONTHDAY=-1,5,31'],
    ['FREQ=MONTHLY;BYDAY=-1FR,2MO,TU', 'FREQ=MONTHLY;BYDAY=-1FR,TU,2MO'],
    ['FREQ=YEARLY;BYMONTH=12,2;COUNT=3', 'FREQ=YEARLY;BYMONTH=2,12;COUNT=3'],
    [
      'FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;UNTIL=20301231',
      'FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;UNTIL=20301231',
    ],
  ])('reads %s as %s', (text, canonical) => {
    expect(formatRule(parseRule(text))).toBe(canonical);
    expect(formatRule(parseRule(canonical))).toBe(canonical);
  });

  it.each([
    ['', 'form'],
    ['DAILY', 'form'],
    ['FREQ=DAILY;', 'form'],
    ['FREQ=daily', 'form'],
    ['FREQ=HOURLY', 'FREQ=DAILY, WEEKLY'],
    ['INTERVAL=2', 'FREQ=DAILY, WEEKLY'],
    ['FREQ=constructor', 'form'],
    ['FREQ=DAILY;FREQ=DAILY', 'FREQ once'],
    ['FREQ=DAILY;BYDAY=MO', 'BYDAY with FREQ=DAILY'],
    ['FREQ=DAILY;BYSETPOS=1', 'BYSETPOS with FREQ=DAILY'],
    ['FREQ=WEEKLY;BYMONTHDAY=1', 'BYMONTHDAY with FREQ=WEEKLY'],
    ['FREQ=WEEKLY;BYDAY=1MO', 'such as MO'],
    ['FREQ=WEEKLY;BYDAY=XX', 'such as MO'],
    ['FREQ=WEEKLY;BYDAY=', 'form'],
    ['FREQ=WEEKLY;BYDAY=MO,', 'such as MO'],
    ['FREQ=MONTHLY;BYDAY=6MO', '1 to 5'],
    ['FREQ=MONTHLY;BYDAY=0MO', '1 to 5'],
    ['FREQ=MONTHLY;BYMONTHDAY=0', '1 to 31'],
    ['FREQ=MONTHLY;BYMONTHDAY=-32', '1 to 31'],
    ['FREQ=MONTHLY;BYMONTHDAY=1;BYDAY=MO', 'both BYDAY and BYMONTHDAY'],
    ['FREQ=YEARLY;BYMONTHDAY=1', 'BYMONTH, too'],
    ['FREQ=YEARLY;BYMONTH=13', '1 to 12'],
    ['FREQ=YEARLY;BYMONTH=-1', '1 to 12'],
    ['FREQ=DAILY;INTERVAL=0', '1 to 999'],
    ['FREQ=DAILY;INTERVAL=1000', '1 to 999'],
    ['FREQ=DAILY;INTERVAL=1,2', '1 to 999'],
    ['FREQ=DAILY;COUNT=1001', '1 to 1000'],
    ['FREQ=DAILY;COUNT=2;UNTIL=20301231', 'both COUNT and UNTIL'],
    ['FREQ=DAILY;UNTIL=20300230', 'a date such as'],
    ['FREQ=DAILY;UNTIL=20301231T000000Z', 'a date such as'],
    [`FREQ=MONTHLY;BYMONTHDAY=${'1,'.repeat(100)}1`, 'at most 200'],
  ])('refuses %j and says why', (text, reason) => {
    expect(() => parseRule(text)).toThrow(RuleError);
    expect(() => parseRule(text)).toThrow(reason);
  });
});
