import { commonErrors, ServiceError } from '../errors/index.js';
import { Metrics } from './metrics.js';
import { exposition } from './prometheus.js';
import { sharedScrape } from './shared-scrape.js';
import { timedCall } from './timed-call.js';

const BUILD = { service: 'test', version: '1.2.3', node: 'v20', contexts: 'a,b' };

let metrics: Metrics;
let text: () => Promise<string>;
beforeEach(() => {
  metrics = new Metrics(BUILD);
  text = exposition(metrics.all).text;
});

async function linesOf(name: string): Promise<string[]> {
  return (await text()).split('\n').filter((line) => line.startsWith(`seam_${name}`));
}

describe('Metrics', () => {
  it('counts requests by method, route and class of status, with their time', async () => {
    metrics.requests.observe('GET', '/rooms/:id', 200, 4);
    metrics.requests.observe('GET', '/rooms/:id', 204, 20_000);
    metrics.requests.observe('GET', '/rooms/:id', 503, 5);
    const lines = await linesOf('http_request');
    const of = (status: string) => `{method="GET",route="/rooms/:id",status="${status}"`;
    const name = 'seam_http_request_duration_seconds';
    expect(lines).toHaveLength(2 * 16);
    expect(lines).toEqual(
      expect.arrayContaining([
        `${name}_bucket${of('2xx')},le="0.0025"} 0`,
        `${name}_bucket${of('2xx')},le="0.005"} 1`,
        `${name}_bucket${of('2xx')},le="10"} 1`,
        `${name}_bucket${of('2xx')},le="+Inf"} 2`,
        `${name}_sum${of('2xx')}} 20.004`,
        `${name}_count${of('2xx')}} 2`,
        `${name}_bucket${of('5xx')},le="0.005"} 1`,
      ]),
    );
  });

  it('counts calls by their code, and unknown ones as other', async () => {
    const call = { contract: 'hotel', name: 'book', fullName: 'hotel.book' };
    const room = new ServiceError({ ...commonErrors.not_found, code: 'no_room' });
    const later = new ServiceError({ ...commonErrors.not_found, code: 'from_later' });
    const cross = timedCall(metrics, call, 'http', ['no_room']);
    const ask = () => undefined;
    await expect(cross(ask, undefined, async () => 7)).resolves.toBe(7);
    for (const error of [room, later, new Error('bug'), new ServiceError(commonErrors.internal)])
      await expect(cross(ask, undefined, () => Promise.reject(error))).rejects.toBe(error);
    const counts = (await linesOf('contract_call_duration_seconds_count')).map((line) =>
      /binding="http",code="(\w+)"} (\d+)/.exec(line)!.slice(1),
    );
    expect(Object.fromEntries(counts)).toEqual({
      ok: '1',
      no_room: '1',
      other: '2',
      internal: '1',
    });
  });

  it('times a call until it is answered', async () => {
    const call = { contract: 'hotel', name: 'book', fullName: 'hotel.book' };
    const cross = timedCall(metrics, call, 'in_process', []);
    let answer!: () => void;
    const running = cross(ask, undefined, () => new Promise<void>((resolve) => (answer = resolve)));
    function ask() {}
    const start = performance.now();
    while (performance.now() - start < 12);
    answer();
    await running;
    const [line] = await linesOf('contract_call_duration_seconds_sum');
    expect(Number(line!.split(' ')[1])).toBeGreaterThan(0.01);
  });

  it('shows what protects the calls to a peer', async () => {
    const peer = metrics.peer('hotel');
    const shown = async () => [
      ...(await linesOf('contract_retries_total')),
      ...(await linesOf('contract_rejections_total')),
      ...(await linesOf('contract_circuit_open')),
    ];
    const values = async () => (await shown()).map((line) => Number(line.split(' ')[1]));
    expect(await values()).toEqual([0, 0, 0]);
    peer.retried();
    peer.retried();
    peer.rejected();
    peer.opened();
    expect(await values()).toEqual([2, 1, 1]);
    peer.closed();
    expect(await values()).toEqual([2, 1, 0]);
  });

  it('shows batches, pools and what runs', async () => {
    metrics.batch({ contract: 'hotel', name: 'book' })(3);
    metrics.databases.sharedStatements('hotel')(100);
    const pool = { totalCount: 5, idleCount: 2, waitingCount: 4, options: { max: 9 } };
    metrics.databases.pool('hotel', () => pool);
    pool.waitingCount = 6;
    const all = await text();
    for (const line of [
      'contract_batch_size_bucket{contract="hotel",call="book",le="2"} 0',
      'contract_batch_size_bucket{contract="hotel",call="book",le="5"} 1',
      'contract_batch_size_sum{contract="hotel",call="book"} 3',
      'database_batch_size_bucket{context="hotel",le="100"} 1',
      'database_connections{context="hotel",state="idle"} 2',
      'database_connections{context="hotel",state="active"} 3',
      'database_connections_max{context="hotel"} 9',
      'database_waiting{context="hotel"} 6',
      'build_info{service="test",version="1.2.3",node="v20",contexts="a,b"} 1',
    ])
      expect(all).toContain(`seam_${line}\n`);
  });

  it('of two applications in a process are apart', async () => {
    metrics.requests.observe('GET', '/rooms', 200, 1);
    const other = exposition(new Metrics(BUILD).all);
    expect(await other.text()).not.toContain('/rooms');
    expect(await other.text()).toContain('process_cpu_seconds_total');
  });
});

describe('sharedScrape', () => {
  it('collects once for all at the same time, and again after a second', async () => {
    let [collections, now] = [0, 0];
    const scrape = sharedScrape(
      async () => `${++collections}`,
      () => now,
    );
    const texts = await Promise.all(Array.from({ length: 100 }, scrape));
    expect(new Set(texts)).toEqual(new Set(['1']));
    now = 999;
    expect(await scrape()).toBe('1');
    now = 1_000;
    expect(await scrape()).toBe('2');
  });

  it('does not keep a failure', async () => {
    let fails = true;
    const collect = async () => {
      if (fails) throw new Error('no');
      return 'text';
    };
    const scrape = sharedScrape(collect);
    await expect(scrape()).rejects.toThrow('no');
    fails = false;
    expect(await scrape()).toBe('text');
  });
});
