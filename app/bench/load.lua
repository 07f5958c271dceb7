-- wrk script, told by the environment what to ask for: LOAD=each PROGRAMS=1000 wrk -s load.lua http://127.0.0.1:8080/
--   hot      the address given, again and again
--   each     programs p1 ... pN one after the other, from the one behind FROM on
--   zipf     programs p1 ... pN, the low numbers far more often
--   unknown  programs that are not there, each once
--   post     the address given, with a JSON body
local mode = os.getenv("LOAD") or "hot"
local programs = tonumber(os.getenv("PROGRAMS") or "100000")
local count = tonumber(os.getenv("FROM") or "0")
math.randomseed(os.time())

local paths = {
  each = function() return "/event/p" .. (count % programs + 1) end,
  zipf = function() return "/event/p" .. math.floor(programs ^ math.random()) end,
  unknown = function() return "/event/x" .. count .. "-" .. math.random(1e9) end,
}

if mode == "post" then
  wrk.method = "POST"
  wrk.body = '{"type":"click","placement":"top","position":3}'
  wrk.headers["Content-Type"] = "application/json"
elseif paths[mode] then
  function request()
    count = count + 1
    return wrk.format("GET", paths[mode]())
  end
end

function done(summary, latency)
  io.write(string.format("percentiles in us: p50=%d p99=%d p99.9=%d\n",
    latency:percentile(50), latency:percentile(99), latency:percentile(99.9)))
end
