import {
  assertContextName,
  assertEntityName,
  defaultEntity,
  formsOf,
  pluralOf,
  Refusal,
} from './names.mjs';

describe('the names of a context', () => {
  it('have a form for each place', () => {
    expect(formsOf('credit-note')).toEqual({
      kebab: 'credit-note',
      pascal: 'CreditNote',
      camel: 'creditNote',
      snake: 'credit_note',
      upper: 'CREDIT_NOTE',
      words: 'credit note',
      sentence: 'Credit note',
    });
  });

  it.each([
    ['invoice', 'invoices'],
    ['entry', 'entries'],
    ['day', 'days'],
    ['box', 'boxes'],
    ['sales-person', 'sales-people'],
    ['analysis', 'analyses'],
  ])('%s in the plural is %s', (one, many) => {
    expect(pluralOf(one)).toBe(many);
  });

  it.each([
    ['notes', 'note'],
    ['billing', 'billing-entry'],
    ['news', 'new'],
    ['press', 'press-entry'],
  ])('%s stores by default a %s', (context, entity) => {
    expect(defaultEntity(context)).toBe(entity);
  });

  it.each(['', 'a', 'Billing', 'bil ling', '../x', '-a', 'a--b', 'a-1', 'x'.repeat(31)])(
    '%j cannot name a context: it has another form',
    (name) => {
      expect(() => assertContextName(name)).toThrow(Refusal);
      expect(() => assertContextName(name)).toThrow(/cannot be the name of a context: use lower-/);
    },
  );

  it.each([
    'glue',
    'monolith',
    'web',
    'postgres',
    'mails',
    'contexts',
    'order',
    'user',
    'a-kernel',
    'pg-x',
  ])('%s cannot name a context: it is reserved', (name) => {
    expect(() => assertContextName(name)).toThrow('is a reserved name. Choose another one');
  });

  it.each([
    ['Invoice', 'Invoices', 'cannot be the name of an entity'],
    ['class', 'classes', 'means something in JavaScript'],
    ['date', 'dates', 'means something in JavaScript'],
    ['series', 'series', 'is its own plural. Name one with --plural'],
    ['billing-client', 'billing-clients', 'collides with the names of billing itself'],
  ])('%s cannot name what it stores', (entity, plural, message) => {
    expect(() => assertEntityName('billing', entity, plural)).toThrow(message);
  });

  it.each(['invoice', 'billing', 'credit-note'])('%s can', (entity) => {
    expect(() => assertEntityName('billing', entity, pluralOf(entity))).not.toThrow();
  });
});
