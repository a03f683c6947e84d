import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import type { Secrets } from './secrets.ts';

/** Argon2id as OWASP recommends it: 19 MiB, two passes, one lane. The library's default algorithm is Argon2id. */
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const systemSecrets: Secrets = {
  newToken: () => randomBytes(32).toString('base64url'),
  hash: (password) => hash(password, ARGON2),
  verify: (passwordHash, password) => verify(passwordHash, password).catch(() => false),
};
