// Jest's global teardown: removes the template of template.mjs.
import { rm } from 'node:fs/promises';

export default async function removeTemplate() {
  await rm(process.env['TEST_TEMPLATE'], { recursive: true, force: true });
}
