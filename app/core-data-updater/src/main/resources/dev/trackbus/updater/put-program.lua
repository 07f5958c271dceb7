-- Replaces a program's hash and publishes the change, in one step: nobody sees one without the other.
-- KEYS[1]  the hash
-- ARGV     version, time to live in milliseconds (0: none), channel, message, then fields and values in turn
-- Returns  0 refused: a newer version is stored; 1 stored
local stored = redis.pcall('HGET', KEYS[1], 'version')
-- What holds no version, or is no hash at all, says nothing against the new one.
if type(stored) ~= 'string' or not stored:match('^%d+$') or #stored > 16 then
  stored = nil
end
local version = tonumber(ARGV[1])
if stored and tonumber(stored) > version then
  return 0
end
-- First of all writes: one that frees memory is never refused, and what follows it in a script is not either.
redis.call('DEL', KEYS[1])
for first = 5, #ARGV, 1000 do
  redis.call('HSET', KEYS[1], unpack(ARGV, first, math.min(first + 999, #ARGV)))
end
if ARGV[2] ~= '0' then
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
end
redis.call('PUBLISH', ARGV[3], ARGV[4])
return 1
