-- Sends the requests of a file in turn. Arguments: the file, the number of the first request, and where requests create
-- something the file to which "number<TAB>Location" is appended for each.
--
-- The file holds, for each request, its length in bytes on a line of its own, then its bytes. "{number}" in a request
-- becomes the request's number in eight digits, which are as long.

local requests = {}
local number
local answers

function init(args)
  local file = assert(io.open(args[1], "rb"))
  for length in function() return file:read("*l") end do
    requests[#requests + 1] = file:read(tonumber(length))
  end
  file:close()
  number = tonumber(args[2])
  if args[3] then
    answers = assert(io.open(args[3], "a"))
    -- Only here, because wrk spends time on headers and bodies that somebody asks for.
    response = function(status, headers, body)
      if status == 201 then
        answers:write(body:match('number (%d+)"'), "\t", headers["Location"], "\n")
        answers:flush()
      end
    end
  end
end

local is_numbered

function request()
  local next_one = requests[number % #requests + 1]
  if is_numbered == nil then
    is_numbered = next_one:find("{number}", 1, true) ~= nil
  end
  if is_numbered then
    next_one = next_one:gsub("{number}", string.format("%08d", number))
  end
  number = number + 1
  return next_one
end

function done(summary, latency)
  local errors = summary.errors
  print(string.format(
    "measured %d %d %d %d %d %d",
    summary.requests,
    errors.status,
    errors.connect + errors.read + errors.write + errors.timeout,
    summary.duration,
    latency:percentile(50),
    latency:percentile(99)))
end
