-- Requests of the flood: the costly search with random words, and the product list.
local address, many
local agents = {
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36",
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/119.0.0.0 Safari/537.36",
}

function init(args)
  address, many = args[1], args[2] == "many"
  math.randomseed(7)
end

function delay()
  return math.random(120, 280)
end

function request()
  local from = address
  if many then from = string.format("2001:db8:bad:%x::%x", math.random(1, 80), 7) end
  local headers = { ["X-Forwarded-For"] = from, ["User-Agent"] = agents[many and math.random(1, 2) or 1],
                    ["Host"] = "shop.example.com" }
  local path = "/api/v1/products?page=" .. math.random(1, 20)
  if math.random() < 0.7 then path = string.format("/api/v1/search?q=%06x&limit=20", math.random(0, 0xffffff)) end
  return wrk.format("GET", path, headers)
end
