import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { z } from 'zod';
import { commonErrors, defineErrors, ServiceError } from '#glue/errors';
import { query } from '../contract/call.js';
import { codeOf } from '../contract/client-of.js';
import type { ClientOf, ServiceOf } from '../contract/client-of.js';
import { defineContract } from '../contract/define-contract.js';
import { BINDINGS, CALLER } from '../testing/bindings.suite.js';
import { describeContract } from '../testing/contract.suite.js';

const id = z.int();
const rooms = defineContract('rooms', {
  errors: defineErrors({}),
  calls: {
    audit: query({ input: id, output: id, callers: ['billing'] }),
    audits: query({ input: id, output: id, callers: ['billing'], batch: 3 }),
    visit: query({ input: id, output: id, callers: ['billing', CALLER] }),
  },
});

/** An id at which the provider asks what it may not. */
const BUG = -987_654_321;

class RoomsService implements ServiceOf<typeof rooms> {
  readonly asked: string[] = [];
  audit = (each: number) => this.ask('audit', each);
  audits = (each: number) => this.ask('audits', each);
  visit = (each: number) => this.ask('visit', each);

  private async ask(name: string, each: number): Promise<number> {
    this.asked.push(name);
    if (each === BUG) throw new ServiceError(commonErrors.caller_not_allowed);
    return each;
  }
}

describe.each(BINDINGS)('the callers that a contract names, %s', (_, open) => {
  const service = new RoomsService();
  let client: ClientOf<typeof rooms>;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ client, close } = await open(rooms, service));
  });
  afterAll(() => close());

  it('may ask, and others get an error, whatever their input', async () => {
    await expect(client.visit(7)).resolves.toBe(7);
    for (const refused of [client.audit(1), client.audits(1)]) {
      await expect(refused).rejects.toMatchObject({ code: 'caller_not_allowed', status: 403 });
    }
    const error: unknown = await client.audit(2).catch((thrown: unknown) => thrown);
    expect(codeOf(rooms.audit, error) === 'caller_not_allowed').toBe(true);
    expect(service.asked).toEqual(['visit']);
  });

  it('get internal if the provider itself was not allowed to ask another context', async () => {
    const log = jest.spyOn(Logger.prototype, 'error').mockReturnValue(undefined);
    await expect(client.visit(BUG)).rejects.toMatchObject({ code: 'internal' });
    expect(log).toHaveBeenCalledTimes(1);
    log.mockRestore();
  });
});

/** Asks as a context that all calls allow. */
describeContract(rooms, async () => ({
  service: new RoomsService(),
  examples: { audit: [1], audits: [2], visit: [3] },
  close: async () => {},
}));
