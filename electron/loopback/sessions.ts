import { randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * Who may use this host: a link works once and is exchanged for a cookie. Cookies do not know ports, so the name carries the port: two seats
 * on one machine must not log each other out.
 */
export function sessions(port: number) {
  const cookieName = `linkseat-${port}`;
  const secret = randomBytes(32).toString('base64url');
  let links: string[] = [];
  return {
    /** A new one-time token; of unused ones the last few stay good. */
    newToken: (): string => {
      const token = randomBytes(32).toString('base64url');
      links = [...links, token].slice(-8);
      return token;
    },
    /** True once for each token. */
    redeem: (token: string): boolean => {
      const left = links.filter((link) => !sameText(link, token));
      const found = left.length < links.length;
      links = left;
      return found;
    },
    cookie: `${cookieName}=${secret}; Path=/; HttpOnly; SameSite=Strict`,
    known: (cookieHeader: string | undefined): boolean =>
      (cookieHeader ?? '').split(';').some((part) => {
        const [name, value] = part.trim().split('=', 2);
        return name === cookieName && value !== undefined && sameText(value, secret);
      }),
  };
}

export type Sessions = ReturnType<typeof sessions>;

function sameText(left: string, right: string): boolean {
  const a = Buffer.from(left);
  const b = Buffer.from(right);
  return a.length === b.length && timingSafeEqual(a, b);
}
