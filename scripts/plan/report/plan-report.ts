import type { Cost } from '../model/cost.js';
import type { RouteForecast } from '../model/predict.js';
import { byRoute } from '../model/by-route.js';
import { contextOf, type Recording } from '../recordings/recording.js';
import { textTable, two } from './text-table.js';

const NONE = '-';

/** What was recorded. */
export function describeRecording(recording: Recording): string {
  const { requests, passedOver, contexts } = recording;
  const counted = [...byRoute(recording).values()].reduce((sum, each) => sum + each.length, 0);
  const foreign = requests.filter(({ route }) => !contextOf(route, contexts)).length;
  const failed = requests.length - counted - foreign;
  return [
    `${counted} successful requests to ${Object.keys(contexts).join(', ')}.` +
      (failed > 0 ? ` ${failed} others, such as 404 or 409, are left out.` : ''),
    ...outsideLines(recording),
    ...(passedOver.length > 0
      ? [
          `Passed over, because they are not whole: ${passedOver.slice(0, 5).join(', ')}${more(passedOver.length - 5)}.`,
        ]
      : []),
  ].join('\n');
}

function outsideLines({ outside, seconds }: Recording): string[] {
  const counts = new Map<string, number>();
  for (const { call } of outside) counts.set(call, (counts.get(call) ?? 0) + 1);
  return [...counts].map(([call, count]) => {
    const rate = seconds > 0 ? ` (${two(count / seconds)} per second)` : '';
    return `Outside of requests: ${call}, ${count} calls${rate}. No client waits for them.`;
  });
}

function more(count: number): string {
  return count > 0 ? ` and ${count} more` : '';
}

/** What the plan assumes of a call that leaves its process. */
export function describeCost({ p50, p99 }: Cost['callMs'], isMeasured: boolean): string {
  const source = isMeasured ? 'measured on this machine just now' : 'as given by --call-cost';
  return (
    `A call over loopback takes ${two(p50)} ms longer than in process, and one in a hundred ` +
    `${two(p99)} ms: ${source}.`
  );
}

/** The forecast of one grouping. Times are in milliseconds. */
export function forecastTable(routes: readonly RouteForecast[]): string {
  const isMoved = routes.some(({ calls }) => calls > 0);
  const head = ['route', 'requests', 'p50', 'p99'];
  if (!isMoved) {
    const rows = routes.map(({ route, requests, p50, p99 }) => [
      route,
      `${requests}`,
      two(p50.now),
      two(p99.now),
    ]);
    return textTable(head, rows);
  }
  const across = ['calls', 'messages', 'chain', 'bytes', 'in transactions', 'p50 then', 'p99 then'];
  return textTable([...head, ...across], routes.map(rowOf));
}

function rowOf({ route, requests, p50, p99, ...across }: RouteForecast): string[] {
  const now = [route, `${requests}`, two(p50.now), two(p99.now)];
  if (across.calls === 0) return [...now, NONE, NONE, NONE, NONE, NONE, NONE, NONE];
  const { calls, messages, depth, bytes, inTransaction } = across;
  const range = `${two(p99.low)} to ${two(p99.high)}`;
  const counts = [two(calls), two(messages), `${depth}`, bytes.toFixed(0), `${inTransaction}`];
  return [...now, ...counts, two(p50.then), range];
}

/** What must change before a grouping is possible. */
export function transactionNote(routes: readonly RouteForecast[]): string[] {
  const wrong = routes.filter(({ inTransaction }) => inTransaction > 0).map(({ route }) => route);
  if (wrong.length === 0) return [];
  return [`Calls inside transactions must be moved out of them first: ${wrong.join(', ')}.`];
}
