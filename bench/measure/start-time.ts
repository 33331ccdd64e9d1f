import type { Contestant } from '../contestants/contestant.js';
import { summarize, type Summary } from './statistics.js';

/** Seconds from start to ready: started, stopped and started again, in turn. */
export async function startSeconds(contestant: Contestant, times: number): Promise<Summary> {
  const seconds: number[] = [];
  for (let i = 0; i < times; i++) {
    const running = await contestant.start();
    seconds.push(running.readyMs / 1000);
    await running.stop();
  }
  return summarize(seconds);
}
