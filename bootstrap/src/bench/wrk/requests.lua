-- Sends the requests of a file in turn. Arguments: the file, the number of the first request, and optionally the file
-- to which "number<TAB>Location" is appended for each resource that a request creates.
--
-- For each request, the file has the length in bytes on a separate line, then the bytes. "{number}" in a request
-- is replaced with the request's number in eight digits, which has the same length.

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
    -- Defined only if needed, because wrk spends time on headers and bodies that a script asks for.
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
