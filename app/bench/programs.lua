-- wrk script: asks for programs p1 ... pN one after the other; wrk -s programs.lua URL -- N
local count, next = 100000, 0

function init(arguments)
  count = tonumber(arguments[1] or count)
end

function request()
  next = next % count + 1
  return wrk.format("GET", "/event/p" .. next)
end
