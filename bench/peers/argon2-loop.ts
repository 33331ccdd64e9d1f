// No server: hashes passwords for some seconds, so many at once, and says how many it has done.
//   argon2-loop.js <seconds> <parallelism>
import { hash } from '@node-rs/argon2';
import { COST } from '../database/password-hash.js';
import { PASSWORD } from '../database/profile.js';

const [seconds, parallelism] = process.argv.slice(2).map(Number) as [number, number];

async function hashUntil(deadline: number): Promise<number> {
  let hashes = 0;
  for (; performance.now() < deadline; hashes++) await hash(PASSWORD, COST);
  return hashes;
}

await hash(PASSWORD, COST);
const start = performance.now();
const lanes = Array.from({ length: parallelism }, () => hashUntil(start + seconds * 1000));
const hashes = (await Promise.all(lanes)).reduce((sum, each) => sum + each, 0);
process.send!({ hashes, seconds: (performance.now() - start) / 1000 });
process.disconnect();
