import type { FreshSession, SessionLogin, StoredSession } from '../../core/ports/sessions.dal.js';

/** The fields of a session in Redis. */
export function toHash(session: FreshSession): Record<string, string> {
  return {
    user_id: `${session.userId}`,
    chain_id: session.chainId,
    ...(session.uniqueId !== undefined && { unique_id: session.uniqueId }),
    created_at: `${session.createdAt.getTime()}`,
    last_used_at: `${session.lastUsedAt.getTime()}`,
    expires_at: `${session.expiresAt.getTime()}`,
    ...(session.login && loginFields(session.login)),
  };
}

function loginFields({ at, provedAt, ...login }: SessionLogin) {
  const { generation, isRemembered, device, address, role } = login;
  return {
    logged_in_at: `${at.getTime()}`,
    ...(provedAt && { proved_at: `${provedAt.getTime()}` }),
    generation: `${generation}`,
    ...(isRemembered && { is_remembered: '1' }),
    ...(device !== undefined && { device }),
    ...(address !== undefined && { address }),
    ...(role && { role }),
  };
}

/** The session with these fields; `undefined` if there are none. */
export function fromHash(id: string, hash: Record<string, string>): StoredSession | undefined {
  if (!hash['user_id']) return undefined;
  const date = (field: string) => new Date(Number(hash[field]));
  return {
    id,
    chainId: hash['chain_id'] ?? id,
    userId: Number(hash['user_id']),
    ...(hash['unique_id'] !== undefined && { uniqueId: hash['unique_id'] }),
    createdAt: date('created_at'),
    lastUsedAt: date('last_used_at'),
    expiresAt: date('expires_at'),
    ...(hash['logged_in_at'] && { login: loginFrom(hash) }),
    ...(hash['replaced_by'] && {
      replacement: { id: hash['replaced_by'], at: date('replaced_at') },
    }),
  };
}

function loginFrom(hash: Record<string, string>): SessionLogin {
  return {
    at: new Date(Number(hash['logged_in_at'])),
    ...(hash['proved_at'] && { provedAt: new Date(Number(hash['proved_at'])) }),
    generation: Number(hash['generation']),
    isRemembered: hash['is_remembered'] === '1',
    ...(hash['device'] !== undefined && { device: hash['device'] }),
    ...(hash['address'] !== undefined && { address: hash['address'] }),
    ...(hash['role'] === 'admin' && { role: hash['role'] }),
  };
}

/** The fields in the reply of a script: names and values alternate. */
export function fromReply(fields: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: fields.length / 2 }, (_, i) => [fields[2 * i], fields[2 * i + 1]]),
  ) as Record<string, string>;
}
