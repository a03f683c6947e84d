import { createHash, hkdfSync } from 'node:crypto';

/** A token has 256 random bits: one plain hash keeps it secret, and a reconnection storm must cost little. */
export function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/** The key under which one seat seals its store: always the same for that seat, of no use for another. */
export function storeKeyOf(secret: string, seatId: string): string {
  const key = hkdfSync('sha256', Buffer.from(secret, 'hex'), '', `linkseat seat store ${seatId}`, 32);
  return Buffer.from(key).toString('hex');
}
