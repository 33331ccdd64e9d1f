/**
 * Atomic operations in Redis. Redis runs a script exclusively, so no command runs in between. Times
 * are milliseconds since 1970.
 */

/**
 * KEYS: session, index of the user. ARGV: id, created, keep until, deadline, then its fields. Returns
 * how many sessions the index has. It is kept as long as its last session.
 */
export const CREATE = `
redis.call('HSET', KEYS[1], unpack(ARGV, 5))
redis.call('PEXPIREAT', KEYS[1], ARGV[3])
redis.call('ZREMRANGEBYSCORE', KEYS[2], 0, ARGV[2])
redis.call('ZADD', KEYS[2], ARGV[4], ARGV[1])
redis.call('PEXPIREAT', KEYS[2], redis.call('ZRANGE', KEYS[2], -1, -1, 'WITHSCORES')[2])
return redis.call('ZCARD', KEYS[2])`;

/** KEYS: session. ARGV: at, not since, keep until. */
export const TOUCH = `
local last = redis.call('HGET', KEYS[1], 'last_used_at')
if last and tonumber(last) <= tonumber(ARGV[2]) then
  redis.call('HSET', KEYS[1], 'last_used_at', ARGV[1])
  redis.call('PEXPIREAT', KEYS[1], ARGV[3])
end`;

/**
 * KEYS: session, successor, index of the user, chain. ARGV: id, successor's id, at, keep the
 * session until, keep the successor until, the successor's deadline, then its fields.
 */
export const REPLACE = `
if redis.call('EXISTS', KEYS[1]) == 0 or redis.call('HEXISTS', KEYS[1], 'replaced_by') == 1 then
  return 0
end
redis.call('HSET', KEYS[1], 'replaced_by', ARGV[2], 'replaced_at', ARGV[3])
redis.call('PEXPIREAT', KEYS[1], ARGV[4])
redis.call('HSET', KEYS[2], unpack(ARGV, 7))
redis.call('PEXPIREAT', KEYS[2], ARGV[5])
redis.call('ZREM', KEYS[3], ARGV[1])
redis.call('ZADD', KEYS[3], ARGV[6], ARGV[2])
redis.call('PEXPIREAT', KEYS[3], redis.call('ZRANGE', KEYS[3], -1, -1, 'WITHSCORES')[2])
redis.call('SET', KEYS[4], ARGV[2])
redis.call('PEXPIREAT', KEYS[4], ARGV[6])
return 1`;

/**
 * KEYS: chain. ARGV: id of the chain, prefix of sessions. Returns the id of the active session. As
 * END_CHAIN does, it follows successors that a version without chains has made.
 */
export const CURRENT = `
local id = redis.call('GET', KEYS[1]) or ARGV[1]
while id do
  local successor = redis.call('HGET', ARGV[2] .. id, 'replaced_by')
  if not successor then
    return id
  end
  id = successor
end`;

/**
 * KEYS: chain. ARGV: id of the chain, prefixes of sessions and of indexes. Returns the id and the
 * fields of the active session, if there is one. A version without chains may have replaced the
 * session that the chain names: the script follows its successors.
 */
export const END_CHAIN = `
local id = redis.call('GET', KEYS[1]) or ARGV[1]
redis.call('DEL', KEYS[1])
while id do
  local key = ARGV[2] .. id
  local fields = redis.call('HGETALL', key)
  local user = redis.call('HGET', key, 'user_id')
  local successor = redis.call('HGET', key, 'replaced_by')
  redis.call('DEL', key)
  if user then
    redis.call('ZREM', ARGV[3] .. user, id)
    if not successor then
      return {id, fields}
    end
  end
  id = successor
end
return false`;

/**
 * KEYS: index of the user. ARGV: prefixes of sessions and of chains, generation, a chain to keep.
 * Sessions of an earlier version have no generation.
 */
export const END_EARLIER = `
for _, id in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
  local generation = redis.call('HGET', ARGV[1] .. id, 'generation') or 0
  local chain = redis.call('HGET', ARGV[1] .. id, 'chain_id') or id
  if chain ~= ARGV[4] and tonumber(generation) < tonumber(ARGV[3]) then
    redis.call('DEL', ARGV[1] .. id, ARGV[2] .. chain)
    redis.call('ZREM', KEYS[1], id)
  end
end`;

/** KEYS: index of the user. ARGV: prefixes of sessions and of chains. Returns the deleted ids. */
export const END_ALL = `
local ids = redis.call('ZRANGE', KEYS[1], 0, -1)
for _, id in ipairs(ids) do
  local chain = redis.call('HGET', ARGV[1] .. id, 'chain_id')
  redis.call('DEL', ARGV[1] .. id, ARGV[2] .. (chain or id))
end
redis.call('DEL', KEYS[1])
return ids`;
