import { expect, it } from 'vitest';
import { tokenSchema } from '../../shared/contract/wire.ts';
import { systemSecrets } from './system-secrets.ts';

it('P24: passwords are hashed with Argon2id and the parameters that OWASP recommends, each with its own salt', async () => {
  const [one, other] = [await systemSecrets.hash('十个字的口令'), await systemSecrets.hash('十个字的口令')];
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(one).not.toBe(other);
  expect(await systemSecrets.verify(one, '十个字的口令')).toBe(true);
  expect(await systemSecrets.verify(one, '十个字的口令。')).toBe(false);
  expect(await systemSecrets.verify('no hash at all', '十个字的口令')).toBe(false);
});

it('P24: tokens fit the wire and differ', () => {
  const tokens = Array.from({ length: 100 }, () => systemSecrets.newToken());
  expect(tokens.every((token) => tokenSchema.safeParse(token).success)).toBe(true);
  expect(new Set(tokens).size).toBe(100);
});
