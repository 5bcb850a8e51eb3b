"""Writes the shop's OpenAPI document: every route but the one that nobody meant to release.

    python3 describe.py > ../../shop.openapi.json
"""

import inspect
import json
import re

import router
import routes  # registers the routes

SHADOWS = {"/api/v1/internal/debug"}
# The parameters that may stand in a query, by path.
QUERIES = {
    "/api/v1/products": "page limit category sort key sessionless", "/api/v1/search": "q limit category coupon",
    "/api/v1/products/{product_id}/reviews": "limit", "/api/v1/notifications": "since",
    "/api/v1/dashboard/tiles/{name}": "range", "/api/v1/orders": "limit offset status updated_since",
    "/api/v1/exports/{name}.csv": "page size page_token", "/api/v1/files": "name", "/api/v1/uploads": "name",
    "/api/v1/preview": "url", "/api/v1/delivery-quote": "postcode note",
}


def template(pattern, function):
    """The path with the function's own names in place of its groups."""
    names = iter(list(inspect.signature(function).parameters)[1:])
    path = re.sub(r"\([^)]*\)", lambda _: "{" + next(names).lstrip("_") + "}", pattern.pattern.strip("^$"))
    return path.replace("\\", "").replace("{}", "{id}")


def parameters(path):
    return [{"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in re.findall(r"{(\w+)}", path)] \
        + [{"name": name, "in": "query", "schema": {"type": "string"}} for name in QUERIES.get(path, "").split()]


def document():
    paths = {}
    for method, pattern, _, function in router.ROUTES:
        path = template(pattern, function)
        if path not in SHADOWS:
            paths.setdefault(path, {})[method.lower()] = {
                "parameters": parameters(path), "responses": {"200": {"description": "the answer"}}}
    return {"openapi": "3.0.3", "info": {"title": "Shop", "version": "1"}, "servers": [{"url": "https://shop.example.com"}],
            "paths": dict(sorted(paths.items()))}


if __name__ == "__main__":
    print(json.dumps(document(), indent=1))
