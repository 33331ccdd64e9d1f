import { invalidField, jsonPointer } from './invalid-field.js';

describe('an invalid field', () => {
  it.each([
    ['due.zone', 'is required', '/due/zone', 'due.zone is required'],
    ['labels.0', 'must be a string', '/labels/0', 'labels.0 must be a string'],
    ['', 'must be an object', '', 'the body must be an object'],
    ['zone', 'time and zone belong together', '/zone', 'time and zone belong together'],
  ])('at %j, which %s, has a pointer and a sentence', (path, message, pointer, detail) => {
    expect(invalidField({ path, message })).toEqual({ path, message, pointer, detail });
  });

  it('has the pointer that is given: the name of a parameter', () => {
    const field = { path: 'limit', message: 'must be a number', pointer: 'limit' };
    expect(invalidField(field)).toMatchObject({ pointer: 'limit' });
  });
});

it('a JSON pointer escapes what separates its parts', () => {
  expect(jsonPointer(['a/b', '~c'])).toBe('/a~1b/~0c');
});
