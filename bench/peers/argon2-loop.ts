// No server: hashes passwords for some seconds, in so many threads, and prints their number.
//   argon2-loop.js <seconds> <parallelism>
import { once } from 'node:events';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { hashSync } from '@node-rs/argon2';
import { COST } from '../database/password-hash.js';
import { PASSWORD } from '../database/profile.js';

interface Done {
  hashes: number;
  seconds: number;
}

function hashFor(seconds: number): Done {
  hashSync(PASSWORD, COST);
  const start = performance.now();
  const deadline = start + seconds * 1000;
  let hashes = 0;
  for (; performance.now() < deadline; hashes++) hashSync(PASSWORD, COST);
  return { hashes, seconds: (performance.now() - start) / 1000 };
}

async function hashInThreads(seconds: number, parallelism: number): Promise<Done> {
  const lanes = Array.from({ length: parallelism }, async () => {
    const lane = new Worker(new URL(import.meta.url), { workerData: seconds });
    const [done] = (await once(lane, 'message')) as [Done];
    return done.hashes / done.seconds;
  });
  const perSecond = (await Promise.all(lanes)).reduce((sum, each) => sum + each, 0);
  return { hashes: perSecond * seconds, seconds };
}

if (isMainThread) {
  const [seconds, parallelism] = process.argv.slice(2).map(Number) as [number, number];
  process.send!(await hashInThreads(seconds, parallelism));
  process.disconnect();
} else {
  parentPort!.postMessage(hashFor(workerData as number));
}
