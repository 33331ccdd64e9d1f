import { authTransportConfig } from '#auth-kernel';
import { readConfig } from '#glue/config';
import { serve } from '#glue/server';
import { inProcess, overHttp } from './auth-binding.js';

await serve('todo', () => (wantsInProcess() ? inProcess() : overHttp()));

/** Read ahead of the rest, as it decides what to load. */
function wantsInProcess(): boolean {
  try {
    return readConfig([authTransportConfig]).AUTH_TRANSPORT === 'in-process';
  } catch {
    return false; // a malformed one is reported with all other faults, when the rest is read
  }
}
