// Removes what an earlier build left: a migration or a test that is gone must not live on in dist.
import { rm } from 'node:fs/promises';

await rm(new URL('../dist', import.meta.url), { recursive: true, force: true });
