import { authConfig } from '#auth';
import {
  authTransportConfig,
  httpBindingConfig,
  inProcessOnlyConfig,
  sessionCacheConfig,
  tokenConfig,
} from '#auth-kernel';
import { type ConfigPart, serverConfig } from '#glue/config';
import { todoConfig } from '#todo';

const COMMON = [serverConfig({ port: 0 }), tokenConfig, sessionCacheConfig];

/** What each app reads; apps are nobody's to import. */
export const CONFIG: Record<string, ConfigPart[]> = {
  monolith: [...COMMON, inProcessOnlyConfig, authConfig, todoConfig],
  auth: [...COMMON, authConfig],
  todo: [...COMMON, authTransportConfig, httpBindingConfig, todoConfig],
};
