import { inspect } from 'node:util';
import { NotFoundException } from '@nestjs/common';
import { commonErrors, defineErrors, ServiceError } from '../errors/index.js';
import { problemSchema, toProblem, toServiceError } from './problem.js';

const errors = defineErrors({
  room_taken: {
    status: 409,
    message: 'The room is taken.',
    when: 'Another user has it.',
    cure: 'Take another one.',
  },
});

describe('toServiceError', () => {
  it('does not change a ServiceError', () => {
    const error = new ServiceError(errors.room_taken);
    expect(toServiceError(error)).toBe(error);
  });

  it.each([
    ['an error of Nest', new NotFoundException('GET /secret'), 'not_found'],
    ['an error of Fastify', { statusCode: 413, message: 'FST_ERR' }, 'body_too_large'],
    ['an error with a status that is not 4xx', { statusCode: 302 }, 'internal'],
    ['an error of our code', new TypeError('secret'), 'internal'],
    ['a text', 'secret', 'internal'],
    ['undefined', undefined, 'internal'],
    ['null', null, 'internal'],
  ])('converts %s, with its cause and the sentence of its code', (_what, thrown, code) => {
    const error = toServiceError(thrown);
    expect(error).toMatchObject({ code, cause: thrown });
    expect(error.message).toBe(error.title);
  });
});

describe('toServiceError of a refusal', () => {
  it.each([402, 403, 406, 412, 416, 418, 451, 499])('keeps the status %i', (status) => {
    const error = toServiceError({ statusCode: status, message: '/secret' });
    expect(error).toMatchObject({ code: 'refused', status, message: 'The request was refused.' });
    expect(toProblem(error, 'r-1')).toMatchObject({ code: 'refused', status });
  });

  it.each([399, 500, 501, 503, 999, NaN, -1])('does not treat %d as one', (status) => {
    expect(toServiceError({ statusCode: status })).toMatchObject({ code: 'internal', status: 500 });
  });
});

describe('toProblem', () => {
  it('has the fields of RFC 9457, the code and the request', () => {
    expect(toProblem(new ServiceError(errors.room_taken), 'r-1')).toEqual({
      type: 'urn:seam:error:room_taken',
      title: 'The room is taken.',
      status: 409,
      detail: 'The room is taken.',
      code: 'room_taken',
      request_id: 'r-1',
    });
  });

  it('has what the client sends with its next step, which no log has', () => {
    const error = new ServiceError(errors.room_taken, { continuation: 'secret' });
    expect(toProblem(error, 'r-1')).toMatchObject({ challenge: 'secret' });
    const logged = [JSON.stringify(error), JSON.stringify({ ...error }), inspect(error)].join();
    expect(logged).not.toContain('secret');
  });

  it('has the present state of what was to be changed, which no log has', () => {
    const error = new ServiceError(errors.room_taken, { current: { guest: 'secret' } });
    expect(toProblem(error, 'r-1')).toMatchObject({ current: { guest: 'secret' } });
    const logged = [JSON.stringify(error), JSON.stringify({ ...error }), inspect(error)].join();
    expect(logged).not.toContain('secret');
  });

  it('names the operation of several that was refused, and its fields', () => {
    const details = [{ path: 'guests.0', message: 'is missing' }];
    const error = new ServiceError(errors.room_taken, {
      details,
      current: { guest: 'Ann' },
      retryAfterSeconds: 2,
      cause: new Error('secret'),
    });
    const body = toProblem(error.ofOperation(0, 'rooms'), 'r-1');
    expect(body).toMatchObject({ operation: 0, current: { guest: 'Ann' }, status: 409 });
    expect(body.errors).toEqual([
      {
        path: 'rooms.0.guests.0',
        pointer: '/rooms/0/guests/0',
        message: 'is missing',
        detail: 'rooms.0.guests.0 is missing',
      },
    ]);
    expect(error.ofOperation(3, 'rooms')).toMatchObject({ retryAfterSeconds: 2, operation: 3 });
    expect(error.ofOperation(3, 'rooms').cause).toBe(error.cause);
  });

  it('explains this one error in the detail, and keeps the title', () => {
    const error = new ServiceError(errors.room_taken, { message: 'Ann has taken it.' });
    expect(toProblem(error, 'r-1')).toMatchObject({
      title: 'The room is taken.',
      detail: 'Ann has taken it.',
    });
  });

  it('lists the invalid fields, and never the cause', () => {
    const details = [{ path: 'title', message: 'is missing' }];
    const error = new ServiceError(commonErrors.validation_failed, {
      details,
      cause: new Error('secret'),
    });
    const body = toProblem(error, 'r-1');
    expect(body.errors).toEqual([{ ...details[0], pointer: '/title', detail: 'title is missing' }]);
    expect(JSON.stringify(body)).not.toContain('secret');
  });

  it('is what the API document describes', () => {
    const schema = problemSchema(errors);
    const body = toProblem(new ServiceError(errors.room_taken), 'r-1');
    expect(schema.parse(body)).toEqual(body);
    expect(schema.safeParse({ ...body, code: 'room_free' }).success).toBe(false);
  });
});
