/**
 * What must happen as one in Redis. Redis runs a script alone, so nothing comes in
 * between. Times are milliseconds since 1970.
 */

/** KEYS: session. ARGV: at, not since, keep until. */
export const TOUCH = `
local last = redis.call('HGET', KEYS[1], 'last_used_at')
if last and tonumber(last) <= tonumber(ARGV[2]) then
  redis.call('HSET', KEYS[1], 'last_used_at', ARGV[1])
  redis.call('PEXPIREAT', KEYS[1], ARGV[3])
end`;

/**
 * KEYS: session, successor, index of the user. ARGV: id, successor's id, at, keep the session
 * until, keep the successor until, the successor's deadline, then the successor's fields.
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
return 1`;

/** KEYS: session. ARGV: id, prefix of the indexes. Returns the id of its successor, if any. */
export const END_ONE = `
local user = redis.call('HGET', KEYS[1], 'user_id')
local successor = redis.call('HGET', KEYS[1], 'replaced_by')
if user then
  redis.call('DEL', KEYS[1])
  redis.call('ZREM', ARGV[2] .. user, ARGV[1])
end
return successor`;

/** KEYS: index of the user. ARGV: prefix of the sessions. Returns the ids that it ended. */
export const END_ALL = `
local ids = redis.call('ZRANGE', KEYS[1], 0, -1)
for _, id in ipairs(ids) do
  redis.call('DEL', ARGV[1] .. id)
end
redis.call('DEL', KEYS[1])
return ids`;
