// core/proto/rpc.proto as plain objects: the numbers that fit are numbers, the others BigInt; text that need
// not be UTF-8 is a Buffer.

import path from "node:path";
import protobuf from "protobufjs";

import { root } from "./repository.mjs";

const schema = new protobuf.Root();
schema.resolvePath = (_, target) => path.resolve(root, target);
schema.loadSync("core/proto/rpc.proto", { keepCase: false });
const Request = schema.lookupType("taffrail.v1.Request");
const Response = schema.lookupType("taffrail.v1.Response");
const { Long } = protobuf.util;

function toPlain(value) {
  if (Long.isLong(value)) {
    const number = value.toNumber();
    return Number.isSafeInteger(number) ? number : BigInt(value.toString());
  }
  if (Array.isArray(value)) return value.map(toPlain);
  if (value === null || typeof value !== "object" || Buffer.isBuffer(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, toPlain(member)]));
}

function fromPlain(value) {
  if (typeof value === "bigint") return Long.fromString(String(value));
  if (Array.isArray(value)) return value.map(fromPlain);
  if (value === null || typeof value !== "object" || Buffer.isBuffer(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, fromPlain(member)]));
}

export function encodeRequest(request) {
  return Buffer.from(Request.encode(Request.fromObject(fromPlain(request))).finish());
}

// Absent numbers are 0, absent texts empty, absent messages null; enums are their names.
export function decodeResponse(bytes) {
  const options = { enums: String, defaults: true, arrays: true, bytes: Buffer };
  const plain = toPlain(Response.toObject(Response.decode(bytes), options));
  return { store: null, import: null, search: null, rows: null, record: null, check: null, table: null, ...plain };
}
