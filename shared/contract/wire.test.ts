import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { downSchema, handshakeSchema, PROTOCOL_VERSION, replySchemas, requestSchema } from './wire.ts';

/** One line for each version that was ever released. A changed schema needs a new version and its line here. */
const hashes: Readonly<Record<number, string>> = {
  1: 'fc46cd16a1a0618a4a1277af2f8224985b60d73b5718dbac545ba9dab8010bc5',
  2: 'b806505f8cd2f8c19c6e8f77d6548a40260b0a87014b477736c2b07236581cdf',
};

/** The whole wire as JSON schema, keys sorted, so that only its meaning counts. */
function hashOfWire(): string {
  const schemas = { handshake: handshakeSchema, request: requestSchema, ...replySchemas, down: downSchema };
  const described = Object.entries(schemas).map(([name, schema]) => [name, z.toJSONSchema(schema, { io: 'input' })]);
  return createHash('sha256').update(JSON.stringify(described, sortKeys)).digest('hex');
}

function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}

describe('the wire', () => {
  it('P1: a changed schema raises the protocol version', () => {
    expect(hashOfWire()).toBe(hashes[PROTOCOL_VERSION]);
  });
});
