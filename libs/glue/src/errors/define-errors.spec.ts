import { defineErrors, joinErrors } from './define-errors.js';
import { isServiceError, ServiceError } from './service-error.js';

const description = { message: 'No.', when: 'Always.', cure: 'None.' };
const roomErrors = defineErrors({
  room_taken: { ...description, status: 409 },
  room_locked: { ...description, status: 403 },
});
const keyErrors = defineErrors({ key_lost: { ...description, status: 404 } });

describe('defineErrors', () => {
  it('gives each description its code', () => {
    expect(roomErrors.room_taken).toEqual({ ...description, status: 409, code: 'room_taken' });
  });

  it('checks codes at compile time', () => {
    // @ts-expect-error: there is no such code
    const unknown: unknown = roomErrors.room_empty;
    expect(unknown).toBeUndefined();
  });
});

describe('joinErrors', () => {
  it('has the codes of all tables', () => {
    expect(joinErrors([roomErrors, keyErrors])).toEqual({ ...roomErrors, ...keyErrors });
  });

  it('accepts a table that is named twice', () => {
    expect(joinErrors([keyErrors, keyErrors])).toEqual(keyErrors);
  });

  it('refuses two tables that define one code', () => {
    const others = defineErrors({ key_lost: { ...description, status: 404 } });
    expect(() => joinErrors([roomErrors, keyErrors, others])).toThrow('key_lost is defined twice');
  });
});

describe('ServiceError', () => {
  const error = new ServiceError(roomErrors.room_taken, { message: 'Ann has it.' });

  it('has code, status and message, and the sentence of its code as title', () => {
    expect(error).toMatchObject({ code: 'room_taken', status: 409, message: 'Ann has it.' });
    expect(error.title).toBe('No.');
  });

  it('shows its code and status only in a log', () => {
    expect({ ...error }).toEqual({ name: 'ServiceError', code: 'room_taken', status: 409 });
  });

  it('is identified by its code', () => {
    expect(isServiceError(error, keyErrors.key_lost, roomErrors.room_taken)).toBe(true);
    expect(isServiceError(error, keyErrors.key_lost)).toBe(false);
    expect(isServiceError(new Error('room_taken'), roomErrors.room_taken)).toBe(false);
  });
});
