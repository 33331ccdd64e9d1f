/**
 * KEYS: counters. ARGV: now, then for each counter the change and the expiry, in milliseconds since
 * 1970. Returns count, expiry and the real change of each. Redis runs a script exclusively, so no
 * other command runs in between.
 */
export const ADD = `
local counts = {}
for i, key in ipairs(KEYS) do
  local count, ends = 0, ARGV[2 * i + 1]
  local stored = redis.call('HMGET', key, 'count', 'until')
  if stored[2] and tonumber(stored[2]) > tonumber(ARGV[1]) then
    count = tonumber(stored[1])
    if tonumber(stored[2]) > tonumber(ends) then ends = stored[2] end
  end
  local before = count
  count = math.max(0, before + tonumber(ARGV[2 * i]))
  redis.call('HSET', key, 'count', count, 'until', ends)
  redis.call('PEXPIREAT', key, ends)
  table.insert(counts, count)
  table.insert(counts, ends)
  table.insert(counts, count - before)
end
return counts`;
