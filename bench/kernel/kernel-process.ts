// Calls AUTH_CLIENT for some seconds by one of its bindings, and prints the response times.
//   kernel-process.js in-process|http <seconds>     and a list of tokens from its parent
import { once } from 'node:events';
import { AUTH_CLIENT, type AuthClient } from '#auth-kernel';
import { percentile } from '../measure/statistics.js';
import { openBinding } from './bindings.js';
import type { KernelFigures, KernelQuestion } from './kernel-figures.js';

const CALLERS = 32;
const WARM_UP_SECONDS = 1;
/** A prime: the callers request other users each time, because equal concurrent calls share one. */
const STRIDE = 7_919;

/** This many callers, each waiting for its result before the next call, until the time is over. */
async function call(question: (turn: number) => Promise<unknown>, seconds: number) {
  const latencies: number[] = [];
  const start = performance.now();
  const deadline = start + seconds * 1000;
  let turn = 0;
  const caller = async () => {
    for (let before = performance.now(); before < deadline; before = performance.now()) {
      await question(turn++);
      latencies.push(performance.now() - before);
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, caller));
  return { latencies, seconds: (performance.now() - start) / 1000 };
}

function questionsOf(client: AuthClient, { tokens, users }: KernelQuestion) {
  const idsFrom = (turn: number, count: number) =>
    Array.from({ length: count }, (_, i) => 1 + ((turn * STRIDE + i) % users));
  return {
    session: (turn: number) => client.session(tokens[turn % tokens.length]!),
    'usersByIds(1)': (turn: number) => client.usersByIds(idsFrom(turn, 1)),
    'usersByIds(100)': (turn: number) => client.usersByIds(idsFrom(turn, 100)),
  };
}

const [binding, seconds] = process.argv.slice(2) as [string, string];
const [told] = (await once(process, 'message')) as [KernelQuestion];
const context = await openBinding(binding);
const figures: KernelFigures[] = [];
const questions = questionsOf(context.get<AuthClient>(AUTH_CLIENT), told);
for (const [name, question] of Object.entries(questions)) {
  await call(question, WARM_UP_SECONDS);
  const { latencies, seconds: took } = await call(question, Number(seconds));
  latencies.sort((a, b) => a - b);
  figures.push({
    binding,
    call: name,
    perSecond: latencies.length / took,
    p50Ms: percentile(latencies, 50),
    p99Ms: percentile(latencies, 99),
  });
}
await context.close();
process.send!(figures);
process.disconnect();
