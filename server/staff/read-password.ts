import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { newPasswordSchema } from '../../shared/entities/staff.ts';

const ASK = '口令 password: ';
const AGAIN = '再输一次 again: ';

/** Twice from the keyboard, unseen; or the first line of what is piped in. null: not usable as a password. */
export async function readPassword(input: NodeJS.ReadStream, say: (text: string) => void): Promise<string | null> {
  // Nothing that is typed comes back on the screen.
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input, output: silent, terminal: input.isTTY });
  async function line(prompt: string): Promise<string> {
    if (input.isTTY) say(prompt);
    const [text] = (await Promise.race([once(reader, 'line'), once(reader, 'close').then(() => [''])])) as [string];
    if (input.isTTY) say('\n');
    return text;
  }
  try {
    const password = await line(ASK);
    if (input.isTTY && (await line(AGAIN)) !== password) return null;
    return newPasswordSchema.safeParse(password).success ? password : null;
  } finally {
    reader.close();
  }
}
