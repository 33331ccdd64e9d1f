import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { z } from 'zod';
import { commonErrors } from '#glue/errors';
import { query } from '../contract/call.js';
import { defineContract } from '../contract/define-contract.js';
import { crossingError, errorsOf } from './crossing-errors.js';

const contract = defineContract('stock', {
  errors: {},
  calls: { left: query({ input: z.string(), output: z.int() }) },
});

it('an error that a call does not declare is internal, and in the log with its cause', () => {
  const error = jest.spyOn(Logger.prototype, 'error').mockReturnValue(undefined);
  const cause = new TypeError('a bug');
  const { left } = contract.calls;
  expect(crossingError(left, errorsOf(left, contract.errors), cause)).toMatchObject({
    code: commonErrors.internal.code,
  });
  const [[logged]] = error.mock.calls as [[Error]];
  expect(logged).toMatchObject({
    message: 'stock.left failed with an error that it does not declare',
    cause,
  });
  error.mockRestore();
});
