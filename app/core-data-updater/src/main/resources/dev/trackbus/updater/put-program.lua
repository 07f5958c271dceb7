-- Replaces the hash of a program and publishes the change in one atomic step.
-- KEYS[1]  key of the hash
-- ARGV     version, time to live in milliseconds (0: none), channel, message, then alternating fields and values
-- Returns  1 if the program is stored, 0 if Redis contains a newer version
local stored = redis.pcall('HGET', KEYS[1], 'version')
-- A key that is not a hash, or a hash without a valid version, is replaced.
if type(stored) ~= 'string' or not stored:match('^%d+$') or #stored > 16 then
  stored = nil
end
local version = tonumber(ARGV[1])
if stored and tonumber(stored) > version then
  return 0
end
-- DEL is the first write: Redis at its memory limit accepts it, and then accepts the later writes of the script.
redis.call('DEL', KEYS[1])
for first = 5, #ARGV, 1000 do
  redis.call('HSET', KEYS[1], unpack(ARGV, first, math.min(first + 999, #ARGV)))
end
if ARGV[2] ~= '0' then
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
end
redis.call('PUBLISH', ARGV[3], ARGV[4])
return 1
