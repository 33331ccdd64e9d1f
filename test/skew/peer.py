"""A provider made from the snapshot of a contract alone: `peer.py <snapshot.json> <port>`.

It checks inputs by the types of their schemas, and answers each call with a value of its output; then
with each of its codes, and so on in turn. It prints its port when it listens.
"""

import json
import sys
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

KINDS = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
    "array": list,
    "object": dict,
}


def resolved(schema, root):
    if schema is True:
        return {}
    while "$ref" in schema:
        target = root
        for step in schema["$ref"].lstrip("#/").split("/"):
            target = target[step] if step else target
        schema = target
    return schema


def types_of(schema):
    kinds = schema.get("type", [])
    return kinds if isinstance(kinds, list) else [kinds]


def accepts(schema, value, root):
    """Whether a value has the types, fields and limits of a schema."""
    schema = resolved(schema, root)
    if "anyOf" in schema:
        return any(accepts(each, value, root) for each in schema["anyOf"])
    kinds = types_of(schema)
    if kinds and not any(isinstance(value, KINDS[kind]) for kind in kinds):
        return False
    if "const" in schema and value != schema["const"]:
        return False
    if isinstance(value, dict):
        fields = schema.get("properties", {})
        if any(name not in value for name in schema.get("required", [])):
            return False
        return all(accepts(fields[name], value[name], root) for name in value if name in fields)
    if isinstance(value, list):
        return all(accepts(schema.get("items", {}), each, root) for each in value)
    if isinstance(value, str):
        return schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value))
    return "enum" not in schema or value in schema["enum"]


def example(schema, root):
    """A value of a schema: the smallest one."""
    schema = resolved(schema, root)
    if "const" in schema or "enum" in schema:
        return schema.get("const", schema.get("enum", [None])[0])
    if "anyOf" in schema:
        return example(schema["anyOf"][0], root)
    kind = (types_of(schema) or ["null"])[0]
    if kind == "object":
        fields = schema.get("properties", {})
        return {name: example(fields[name], root) for name in schema.get("required", [])}
    if kind == "array":
        return [example(schema.get("items", {}), root)] * max(1, schema.get("minItems", 0))
    if kind == "string":
        return text(schema)
    if kind in ("integer", "number"):
        return number(schema)
    return False if kind == "boolean" else None


def text(schema):
    formats = {
        "date-time": "2026-11-27T00:00:00Z",
        "uuid": str(uuid.uuid4()),
        "email": "a@example.com",
        "uri": "https://example.com/",
    }
    return formats.get(schema.get("format"), "x" * schema.get("minLength", 1))


def number(schema):
    least = max(schema.get("minimum", 0), schema.get("exclusiveMinimum", -1) + 1)
    return min(max(least, 0), schema.get("maximum", least))


class Peer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    contract = {}
    turns = {}

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers.get("content-length", 0))) or "{}")
        for name, call in self.contract["calls"].items():
            if call["path"] == self.path:
                return self.answer_call(name, call, body)
        return self.answer_error("not_found", 404)

    def answer_call(self, name, call, body):
        if call["kind"] == "command" and not self.headers.get("idempotency-key"):
            return self.answer_error("validation_failed", 400)
        if "batch" not in call:
            status, answer = self.outcome(name, call, body)
            return self.answer(status, answer)
        results = []
        for each in body["inputs"]:
            status, answer = self.outcome(name, call, {"input": each})
            results.append(answer if status == 200 else {"error": answer})
        return self.answer(200, {"results": results})

    def outcome(self, name, call, body):
        schema = call["input"]["accepted"]
        if not accepts(schema, body, schema):
            return 400, self.problem("validation_failed", 400)
        turn = self.turns.get(name, 0)
        self.turns[name] = turn + 1
        code = [None, *call["codes"]][turn % (1 + len(call["codes"]))]
        if code is not None:
            status = self.contract["codes"][code]
            return status, self.problem(code, status)
        output = call["output"].get("sent", call["output"]["accepted"])
        return 200, example(output, output)

    def problem(self, code, status):
        return {"type": "about:blank", "code": code, "status": status}

    def answer_error(self, code, status):
        self.answer(status, self.problem(code, status))

    def answer(self, status, body):
        text = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_):
        pass


with open(sys.argv[1], encoding="utf-8") as file:
    Peer.contract = json.load(file)
server = ThreadingHTTPServer(("127.0.0.1", int(sys.argv[2])), Peer)
print(server.server_port, flush=True)
server.serve_forever()
