import { z } from 'zod';
import { seatConfigSchema } from '../../shared/contract/host-link.ts';
import { centreSchema } from '../../shared/entities/centre.ts';
import { slugSchema } from '../../shared/entities/primitives.ts';

/** What one installation is: which seat, of which centre, at which server. Told once, kept in the settings. */
const installationSchema = z.object({
  seat: slugSchema,
  centre: centreSchema,
  server: z.url({ protocol: /^wss?$/ }).max(200),
  phone: seatConfigSchema.shape.phone,
});
export type Installation = z.infer<typeof installationSchema>;

const profileSchema = z.object({
  profile: slugSchema.default('default'),
  data: z.string().min(1).max(1_000).optional(),
});

/** Words that came with the start, `--name=value` first, then LINKSEAT_NAME. Two-word options are not taken: Chromium reads URLs among them. */
export function startWords(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const words: Record<string, string> = {};
  for (const name of ['profile', 'data', 'seat', 'centre', 'server', 'phone']) {
    const given = argv.findLast((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);
    const value = given ?? env[`LINKSEAT_${name.toUpperCase()}`];
    if (value !== undefined && value !== '') words[name] = value;
  }
  return words;
}

export type Told<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly sentence: string };

export function profileOf(words: Record<string, string>): Told<z.infer<typeof profileSchema>> {
  return told(profileSchema.safeParse(words));
}

/** The installation from the start's words over what is kept; `centre` is JSON, or the path of a JSON file that `readFile` reads. */
export function installationOf(
  words: Record<string, string>,
  kept: unknown,
  readFile: (path: string) => string,
): Told<Installation> {
  const before = z.record(z.string(), z.unknown()).catch({}).parse(kept);
  let centre = before['centre'];
  if (words['centre'] !== undefined) {
    try {
      centre = JSON.parse(words['centre'].trimStart().startsWith('{') ? words['centre'] : readFile(words['centre']));
    } catch {
      return {
        ok: false,
        sentence: 'LinkSeat: --centre is neither JSON nor a readable JSON file. 参数 --centre 不是可读的 JSON。',
      };
    }
  }
  return told(installationSchema.safeParse({ phone: 'none', ...before, ...words, centre }));
}

/** Chromium's own doors: whoever starts a shipped program with one of them could read and steer what is on the desk. */
const openDoors = ['remote-debugging-port', 'remote-debugging-pipe', 'no-sandbox'];

/** A shipped program refuses open doors, and speaks to another machine only over TLS. null: nothing is wrong. */
export function unsafeStart(hasSwitch: (name: string) => boolean, server: string): string | null {
  const door = openDoors.find(hasSwitch);
  if (door !== undefined) return `LinkSeat does not start with --${door}. 不允许使用启动参数 --${door}。`;
  const { protocol, hostname } = new URL(server);
  if (protocol === 'wss:' || ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)) return null;
  return 'LinkSeat cannot start: --server must begin with wss:// (encrypted). 服务器地址 --server 必须是加密的 wss://。';
}

function told<T>(parsed: z.ZodSafeParseResult<T>): Told<T> {
  if (parsed.success) return { ok: true, value: parsed.data };
  const names = [...new Set(parsed.error.issues.map((issue) => `--${issue.path.join('.')}`))].join(', ');
  return {
    ok: false,
    sentence: `LinkSeat cannot start: ${names} missing or not valid (say it as --name=value or LINKSEAT_NAME). 启动参数缺失或不正确：${names}。`,
  };
}
