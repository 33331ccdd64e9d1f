// Jest's global teardown: removes what template.mjs has made.
import { rm } from 'node:fs/promises';

export default async function removeTemplate() {
  await rm(process.env['TEST_TEMPLATE'], { recursive: true, force: true });
}
