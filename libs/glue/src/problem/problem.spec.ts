import { NotFoundException } from '@nestjs/common';
import { ERROR_CATALOGUE, ServiceError } from '../errors/index.js';
import { problem, toProblem, toServiceError } from './problem.js';

describe('toServiceError', () => {
  it('leaves a ServiceError as it is', () => {
    const error = new ServiceError('email_taken');
    expect(toServiceError(error)).toBe(error);
  });

  it.each([
    ['what Nest throws', new NotFoundException('GET /secret'), 'not_found'],
    ['what Fastify throws', { statusCode: 413, message: 'FST_ERR' }, 'body_too_large'],
    ['an error with a status that is no refusal', { statusCode: 302 }, 'internal'],
    ['an error of ours', new TypeError('secret'), 'internal'],
    ['a text', 'secret', 'internal'],
    ['undefined', undefined, 'internal'],
    ['null', null, 'internal'],
  ])('makes one of %s, with its cause and the sentence of the catalogue', (_what, thrown, code) => {
    const error = toServiceError(thrown);
    expect(error).toMatchObject({ code, cause: thrown });
    expect(error.message).toBe(ERROR_CATALOGUE[error.code].message);
  });
});

describe('toServiceError of a refusal', () => {
  it.each([402, 403, 406, 412, 416, 418, 451, 499])('keeps the status %i', (status) => {
    const error = toServiceError({ statusCode: status, message: '/secret' });
    expect(error).toMatchObject({ code: 'refused', status, message: 'The request is refused.' });
    expect(toProblem(error, 'r-1')).toMatchObject({ code: 'refused', status });
  });

  it.each([399, 500, 501, 503, 999, NaN, -1])('does not take %d for one', (status) => {
    expect(toServiceError({ statusCode: status })).toMatchObject({ code: 'internal', status: 500 });
  });
});

describe('toProblem', () => {
  it('says what RFC 9457 wants, the code and the request', () => {
    expect(toProblem(new ServiceError('item_not_found'), 'r-1')).toEqual({
      type: 'urn:seam:error:item_not_found',
      title: 'There is no such item among yours.',
      status: 404,
      detail: 'There is no such item among yours.',
      code: 'item_not_found',
      request_id: 'r-1',
    });
  });

  it('explains this one error in the detail, and keeps the title', () => {
    const error = new ServiceError('unauthenticated', { message: 'The token has expired.' });
    expect(toProblem(error, 'r-1')).toMatchObject({
      title: 'A valid token is required.',
      detail: 'The token has expired.',
    });
  });

  it('lists the fields at fault, and never the cause', () => {
    const details = [{ path: 'title', message: 'is missing' }];
    const error = new ServiceError('validation_failed', { details, cause: new Error('secret') });
    const body = toProblem(error, 'r-1');
    expect(body.errors).toEqual(details);
    expect(JSON.stringify(body)).not.toContain('secret');
  });

  it.each(Object.keys(ERROR_CATALOGUE) as (keyof typeof ERROR_CATALOGUE)[])(
    'is what clients are told to expect of %s',
    (code) => {
      const body = toProblem(new ServiceError(code), 'r-1');
      expect(problem.parse(body)).toEqual(body);
      expect(body.status).toBeGreaterThanOrEqual(400);
    },
  );
});
