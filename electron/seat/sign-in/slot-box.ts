import { createCipheriv, createDecipheriv, randomBytes, scrypt, type ScryptOptions } from 'node:crypto';
import { z } from 'zod';

/** Work of one guess: 32 MiB and about a tenth of a second on a desk's machine. Tests inject less. */
export const SLOT_WORK = 2 ** 15;
const BLOCK = 8;
/** A file from elsewhere must not make this machine work for minutes. */
const WORK_MAX = 2 ** 17;
const TAG_BYTES = 16;

const base64 = z.string().regex(/^[A-Za-z0-9+/]{1,8192}={0,2}$/);
export const boxSchema = z.object({
  work: z.int().min(2).max(WORK_MAX),
  salt: base64,
  nonce: base64,
  sealed: base64,
});
type Box = z.infer<typeof boxSchema>;

function keyOf(password: string, salt: Buffer, work: number): Promise<Buffer> {
  const options: ScryptOptions = { N: work, r: BLOCK, p: 1, maxmem: 256 * work * BLOCK + 2 ** 20 };
  return new Promise((resolve, reject) => {
    scrypt(password, salt, 32, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}

/** `about` is bound to what is sealed: a box moved to another name does not open. */
export async function seal(text: string, password: string, about: string, work: number): Promise<Box> {
  const [salt, nonce] = [randomBytes(16), randomBytes(12)];
  const cipher = createCipheriv('aes-256-gcm', await keyOf(password, salt, work), nonce).setAAD(Buffer.from(about));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return {
    work,
    salt: salt.toString('base64'),
    nonce: nonce.toString('base64'),
    sealed: sealed.toString('base64'),
  };
}

/** null: another password, or a damaged box; nobody can tell which. */
export async function unseal(box: Box, password: string, about: string): Promise<string | null> {
  try {
    const [salt, nonce, sealed] = [box.salt, box.nonce, box.sealed].map((part) => Buffer.from(part, 'base64'));
    if (!salt || !nonce || !sealed) return null;
    const key = await keyOf(password, salt, box.work);
    const opener = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(about))
      .setAuthTag(sealed.subarray(-TAG_BYTES));
    return Buffer.concat([opener.update(sealed.subarray(0, -TAG_BYTES)), opener.final()]).toString('utf8');
  } catch {
    return null;
  }
}
