import { kernelOf } from '#seam';
import { TOKEN_API } from './api-security.js';
import { AUTH_CLIENT, authContract } from './auth.contract.js';
import { AuthKernelModule } from './auth-kernel.module.js';
import { sessionCacheConfig } from './session/session-cache.config.js';

/** The kernel of auth: its contract, and what each process needs of sessions. */
export const authKernel = kernelOf(authContract, AUTH_CLIENT, {
  heading: 'Tokens, sessions and the transport to auth',
  api: TOKEN_API,
  developmentUrl: 'http://127.0.0.1:8081',
  // Where only other processes call auth, they cache. A second cache would add up staleness.
  variables: ({ isAsked }) => (isAsked ? [sessionCacheConfig] : []),
  // Users' tokens: others verify that auth has made them.
  signs: true,
  module: (config, { place }, keys) => AuthKernelModule.forRoot(config, keys, place === 'remote'),
});
