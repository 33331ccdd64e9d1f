// @ts-check
// A hashing thread: answers each job (see hashing-job.ts) with its outcome, one after the other.
// Plain JavaScript: the same file runs from the sources, compiled, and beside a bundle.
import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { hashSync, verifySync } from '@node-rs/argon2';

/** @type {{ cost: import('./hashing-job.js').Cost, niceness: number }} */
const { cost, niceness } = workerData;

// Linux has a niceness per thread. Elsewhere this would change that of the whole process.
if (process.platform === 'linux') setPriority(niceness);

/** @type {(job: import('./hashing-job.js').Job) => import('./hashing-job.js').JobResult} */
function outcomeOf({ id, password, hash }) {
  try {
    const result = hash === undefined ? hashSync(password, cost) : verifySync(hash, password);
    return { id, result };
  } catch (error) {
    return { id, error: String(error) };
  }
}

parentPort?.on('message', (job) => parentPort?.postMessage(outcomeOf(job)));
