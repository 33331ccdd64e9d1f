import { statfs } from 'node:fs/promises';
import type { BenchDatabase } from './bench-database.js';

const SETTINGS = [
  'fsync',
  'synchronous_commit',
  'full_page_writes',
  'shared_buffers',
  'effective_cache_size',
  'work_mem',
  'max_wal_size',
  'max_connections',
  'jit',
];
const FILE_SYSTEMS: Record<number, string> = {
  0x01021994: 'tmpfs (memory)',
  0x794c7630: 'overlayfs',
  0xef53: 'ext4',
  0x58465342: 'xfs',
  0x9123683e: 'btrfs',
};

/** The server's version and the settings that affect its figures, a line each. */
export async function describeServer(database: BenchDatabase): Promise<string[]> {
  const [version] = await database.query<{ version: string }>('SELECT version()');
  const settings = await database.query<{ name: string; value: string }>(
    'SELECT name, current_setting(name) AS value FROM pg_settings WHERE name = ANY ($1) ORDER BY name',
    [SETTINGS],
  );
  const [size] = await database.query<{ size: string }>(
    'SELECT pg_size_pretty(pg_database_size(current_database())) AS size',
  );
  return [
    version!.version,
    settings.map(({ name, value }) => `${name}=${value}`).join(' '),
    `profile ${database.profile.name}: ${database.profile.users} users with ` +
      `${database.profile.itemsPerUser} items each, ${size!.size}`,
  ];
}

/** The file system type of a folder: durability costs almost nothing in memory. */
export async function fileSystemOf(folder: string): Promise<string> {
  const { type } = await statfs(folder);
  return FILE_SYSTEMS[type] ?? `type 0x${type.toString(16)}`;
}
