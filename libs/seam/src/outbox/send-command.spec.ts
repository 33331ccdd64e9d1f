import { commonErrors, ServiceError } from '#glue/errors';
import { validationFailed } from '#glue/fields';
import { stockContract } from '../../../../test/demo/stock.contract.js';
import { commandErrors } from '../commands/command-errors.js';
import { KEY_HEADER } from '../contract/wire.js';
import { sendBy } from './send-command.js';

const { stock_unavailable: unavailable, sold_out: soldOut } = stockContract.errors;
const COMMAND = { id: '1', contract: 'stock', call: 'take', key: 'the key', tries: 1 };

/** Sends a command whose client answers like this. */
async function send(
  answer: () => Promise<unknown>,
  body: unknown = { input: 'order' },
  call = 'take',
) {
  const given: unknown[] = [];
  const client = {
    take: (...args: unknown[]) => {
      given.push(...args);
      return answer();
    },
  };
  return { result: await sendBy(stockContract, client)({ ...COMMAND, call, body }), given };
}
const failing = (error: Error) => () => Promise.reject(error);

describe('a command of an outbox', () => {
  it('is sent with its key', async () => {
    const { result, given } = await send(async () => 1);
    expect(result).toEqual({ state: 'delivered' });
    expect(given).toEqual(['order', { idempotencyKey: 'the key', budgetMs: 30_000 }]);
  });

  it('was delivered before, if its result is secret', async () => {
    const { result } = await send(failing(new ServiceError(commandErrors.command_completed)));
    expect(result).toEqual({ state: 'delivered' });
  });

  it.each([
    new ServiceError(soldOut),
    new ServiceError(commonErrors.caller_not_allowed),
    new ServiceError(commandErrors.key_expired),
    validationFailed([{ message: 'is too long', path: ['name'] }]),
  ])('is refused by a 4xx: %s', async (error) => {
    const { result } = await send(failing(error));
    expect(result).toEqual({ state: 'refused', code: error.code });
  });

  it.each([
    ['of a bug', new ServiceError(commonErrors.internal), false],
    ['that is no answer', new TypeError('a bug of ours'), false],
    ['of a limit', new ServiceError(commonErrors.too_many_requests), false],
    ['that says when', new ServiceError(soldOut, { retryAfterSeconds: 7 }), false],
    ['of a clock', validationFailed([{ message: 'is of the future', path: [KEY_HEADER] }]), false],
    ['of an outage', new ServiceError(unavailable, { retryAfterSeconds: 7 }), true],
  ])('is tried again after an error %s', async (_what, error, isOutage) => {
    const { result } = await send(failing(error));
    const code = error instanceof ServiceError ? error.code : 'internal';
    const { retryAfterSeconds } = error as ServiceError;
    expect(result).toEqual({ state: 'failed', code, isOutage, retryAfterSeconds });
  });

  it.each(['gone', 'left', 'toString'])(
    'that is unknown waits for a process that knows it: %s',
    async (call) => {
      const { result, given } = await send(async () => 1, { input: 'order' }, call);
      expect(result).toEqual({ state: 'failed', code: 'call_unknown', isOutage: false });
      expect(given).toEqual([]);
    },
  );

  it('is refused if its input fits its call no more', async () => {
    const { result, given } = await send(async () => 1, {});
    expect(result).toEqual({ state: 'refused', code: 'validation_failed' });
    expect(given).toEqual([]);
  });
});
