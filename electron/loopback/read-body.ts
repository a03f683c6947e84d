import type { IncomingMessage } from 'node:http';
import type { ErrorCode } from '../../shared/contract/errors.ts';

export type Body = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly code: ErrorCode };

/** Reads at most `limit` bytes; of a longer body nothing is kept. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Body> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return { ok: false, code: 'tooLarge' };
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > limit) return { ok: false, code: 'tooLarge' };
      chunks.push(chunk);
    }
  } catch {
    return { ok: false, code: 'invalid' };
  }
  return { ok: true, text: Buffer.concat(chunks).toString('utf8') };
}
