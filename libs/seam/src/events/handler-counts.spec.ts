import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { commonErrors, ServiceError } from '#glue/errors';
import { Metrics } from '#glue/metrics';
import { waitFor } from '../../../../test/support/wait-for.js';
import { BINDINGS, type OpenBinding } from '../testing/bindings.suite.js';
import { EventFollower } from './event-follower.js';
import { EventHandlers } from './event-handlers.js';
import { HandlerCounts } from './handler-counts.js';
import { add, Catalogue, libraryContract, openLibrary, Shelf } from './library.suite.js';

const PACE = { pollMs: 10, retryMs: 2, tries: 2 };
const INTERVAL_MS = 20;
const WAIT_MS = 10_000;
const PUT = 'library:book.added';
const NOTE = 'library:catalogue';

describe.each(BINDINGS)('the metrics of events, %s', (_name, open) => {
  let library: Awaited<ReturnType<typeof openLibrary>>;
  let binding: OpenBinding<typeof libraryContract>;
  let shelf: Shelf;
  let catalogue: Catalogue;
  let handlers: EventHandlers;
  let metrics: Metrics;
  let running: { start(): void; stop(): Promise<void> }[];
  beforeAll(async () => {
    library = await openLibrary();
    binding = await open(libraryContract, library.service, 'library');
  }, 60_000);
  afterAll(async () => {
    await library.log.onModuleDestroy();
    await binding.close();
    await library.log.end(); // behind what is still read for a handler that has stopped
    await library.close();
  });
  beforeEach(async () => {
    jest.spyOn(Logger.prototype, 'warn').mockReturnValue(undefined);
    jest.spyOn(Logger.prototype, 'error').mockReturnValue(undefined);
    await library.empty();
    ({ shelf, catalogue, handlers } = library.readers(binding.client));
    metrics = new Metrics({ service: '', version: '', node: '', contexts: '' });
    running = [];
  });
  afterEach(async () => {
    await Promise.all(running.map((each) => each.stop()));
    jest.restoreAllMocks();
  });

  const start = (...all: typeof running) => {
    running.push(...all);
    all.forEach((each) => each.start());
  };
  const count = () =>
    start(new HandlerCounts(handlers.all, library.cursors, metrics.events, INTERVAL_MS));
  const follow = () => start(...handlers.all.map((each) => new EventFollower(each, PACE)));
  const publish = async (...ids: number[]) => {
    for (const id of ids) await add(library.dataSource, id);
  };
  const valueOf = (name: string, handler: string, more: Record<string, string> = {}) => {
    const labels: Record<string, string> = { context: 'library', handler, ...more };
    const metric = metrics.all.find(({ about }) => about.name === `seam_${name}`)!;
    return metric.values().find((each) => JSON.stringify(each.labels) === JSON.stringify(labels))
      ?.value;
  };
  /** Behind, the age of the first, stopped, parked, and unknown. */
  const shown = (handler: string) =>
    ['behind', 'oldest_seconds', 'stopped', 'parked', 'unknown'].map((name) =>
      valueOf(`events_${name}`, handler),
    );
  const until = (isSo: () => boolean, what: string) =>
    waitFor(isSo, WAIT_MS, () => `${what}, and not ${shown(PUT).join()} and ${shown(NOTE).join()}`);
  const untilShown = (handler: string, ...values: (number | undefined)[]) =>
    until(() => JSON.stringify(shown(handler)) === JSON.stringify(values), values.join());
  const tries = (handler: string) =>
    ['applied', 'failed'].map((result) => valueOf('events_applied_total', handler, { result }));

  it('say that nothing is known of a handler that has not begun', async () => {
    await publish(1);
    await handlers.named(PUT).catchUp();
    count();
    await untilShown(PUT, 0, 0, 0, 0, 0);
    await untilShown(NOTE, undefined, undefined, 0, 0, 1);
  });

  it('say how far a handler is behind that is stopped, until it runs again', async () => {
    shelf.trouble = ({ data }) => {
      if (data.bookId === 2) throw new Error('no room');
    };
    await publish(1, 2, 3, 4);
    count();
    follow();
    await until(() => shown(PUT)[2] === 1, 'a handler that is stopped');
    await library.dataSource.query(
      `UPDATE library.events SET created_at = now() - interval '90 s' WHERE id = 2`,
    );
    await until(() => shown(PUT)[1]! >= 90, 'the age of an event');
    expect(shown(PUT)).toEqual([3, expect.closeTo(95, -1), 1, 0, 0]);
    expect(tries(PUT)).toEqual([1, 2]);
    shelf.trouble = () => undefined;
    await handlers.operations[0]!.resume();
    await untilShown(PUT, 0, 0, 0, 0, 0);
    expect(tries(PUT)).toEqual([4, 2]);
  });

  it('count what is parked, until it is applied', async () => {
    await handlers.named(NOTE).position();
    catalogue.trouble = ({ data }) => {
      if (data.bookId !== 3) throw new Error('no room');
    };
    await publish(1, 2, 3);
    count();
    follow();
    await untilShown(NOTE, 0, 0, 0, 2, 0);
    expect(tries(NOTE)).toEqual([1, 4]);
    catalogue.trouble = () => undefined;
    await handlers.operations[1]!.retryParked(1);
    await untilShown(NOTE, 0, 0, 0, 1, 0);
  });

  it('show what is known, and grow older, while the provider is unavailable', async () => {
    let now = performance.now();
    jest.spyOn(performance, 'now').mockImplementation(() => now);
    await handlers.named(NOTE).position();
    await publish(1, 2);
    count();
    await until(() => shown(NOTE)[0] === 2, 'two events');
    const [, age] = shown(NOTE);
    const down = jest
      .spyOn(library.log, 'behind')
      .mockRejectedValue(new ServiceError(commonErrors.database_unavailable));
    const asked = down.mock.calls.length;
    await until(() => down.mock.calls.length > asked + 3, 'counts that fail');
    now += 60_000;
    expect(shown(NOTE)).toEqual([2, expect.closeTo(age! + 60, 0), 0, 0, 1]);
    down.mockRestore();
    await until(() => shown(NOTE)[4] === 0, 'an answer');
    expect(shown(NOTE)).toEqual([2, expect.any(Number), 0, 0, 0]);
  });

  it('are counted without an answer, and end with the process', async () => {
    await handlers.named(NOTE).position();
    catalogue.trouble = () => {
      throw new Error('no room');
    };
    await publish(1);
    follow();
    const parked = () => library.cursors.countParked(NOTE);
    await waitFor(
      async () => (await parked()) === 1,
      WAIT_MS,
      () => 'a parked event',
    );
    const waiting: (() => void)[] = [];
    const silent = jest
      .spyOn(library.log, 'behind')
      .mockImplementation(
        () => new Promise((resolve) => waiting.push(() => resolve({ events: 0, seconds: 0 }))),
      );
    count();
    expect(shown(NOTE)).toEqual([undefined, undefined, undefined, undefined, 1]);
    await untilShown(NOTE, undefined, undefined, 0, 1, 1);
    const asked = silent.mock.calls.length;
    await until(() => silent.mock.calls.length > asked, 'a question');
    await running.at(-1)!.stop();
    expect(shown(PUT)).toEqual([undefined, undefined, 0, 0, 1]);
    waiting.forEach((answer) => answer());
  });
});
