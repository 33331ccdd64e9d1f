import type { Type } from '@nestjs/common';
import { readConfig, type ServerConfig } from '#glue/config';
import type { CallingProcess, Kernel, Placement } from '#glue/context';
import { TOKEN_API } from './api-security.js';
import type { AuthClient } from './auth-client.js';
import { authKernelErrors } from './auth-kernel.errors.js';
import { AuthKernelModule } from './auth-kernel.module.js';
import {
  authTransportConfig,
  inProcessOnlyConfig,
  authTransportVariables,
} from './auth-transport.config.js';
import { httpBinding, inProcessBinding } from './bindings.js';
import { type HttpBindingConfig, httpBindingConfig } from './http-binding/http-binding.config.js';
import { type SessionCacheConfig, sessionCacheConfig } from './session/session-cache.config.js';
import { type TokenConfig, tokenConfig } from './token/token.config.js';

type Config = ServerConfig & TokenConfig;

/** Callers cache for up to `SESSION_CACHE_MS`. A second cache here would add up staleness. */
const NO_CACHE = { SESSION_CACHE_MS: 0, SESSION_STALE_IF_ERROR_MS: 0 };

const hosted: Placement<Config & SessionCacheConfig> = {
  variables: [tokenConfig, inProcessOnlyConfig, sessionCacheConfig],
  module: async (config, caller) => AuthKernelModule.forRoot(bindingTo(caller), config),
};

const exposed: Placement<Config> = {
  variables: [tokenConfig],
  module: (config, caller) => hosted.module({ ...config, ...NO_CACHE }, caller),
};

const embedded: Placement<Config & SessionCacheConfig> = {
  ...hosted,
  variables: [tokenConfig, authTransportConfig, sessionCacheConfig],
};

const remote: Placement<Config & SessionCacheConfig & HttpBindingConfig> = {
  variables: [...embedded.variables, httpBindingConfig],
  module: async (config, { service }) =>
    AuthKernelModule.forRoot(await httpBinding(service, config), config),
};

/** The kernel of auth: its configuration, its errors and its bindings. */
export const authKernel: Kernel = {
  context: 'auth',
  heading: 'Tokens, sessions and the transport to auth',
  errors: authKernelErrors,
  api: TOKEN_API,
  places: { hosted, exposed, embedded, remote },
  placeForApp() {
    const { AUTH_TRANSPORT } = authTransportVariables.shape;
    // A malformed value is reported later, together with all other errors.
    const config = readConfig([{ shape: { AUTH_TRANSPORT: AUTH_TRANSPORT.catch(undefined) } }]);
    return config.AUTH_TRANSPORT === 'in-process' ? 'embedded' : 'remote';
  },
  placeForCommand() {
    const { AUTH_TRANSPORT, AUTH_API_URL } = readConfig([authTransportVariables]);
    const isRemote = AUTH_TRANSPORT ? AUTH_TRANSPORT === 'http' : AUTH_API_URL !== undefined;
    return isRemote ? 'remote' : 'embedded';
  },
};

function bindingTo({ local }: CallingProcess) {
  return inProcessBinding(local!.module, local!.client as Type<AuthClient>);
}
