import { z } from 'zod';
import { seqSchema, slugSchema } from '../../shared/entities/primitives.ts';

/** The channel on which servers of one database tell one another that there is something to look at. */
export const NOTICE_CHANNEL = 'linkseat';
/** PostgreSQL refuses 8,000 bytes and more. */
const NOTICE_BYTES = 7_500;

/** Ids and numbers only: a notice may be lost, and nobody is told anything by it that is not in the database. */
const noticeSchema = z.object({
  node: z.string().max(80),
  /** The log now reaches so far, with something for these centres; null: there are too many to name. */
  log: z.object({ seq: seqSchema, centreIds: z.array(slugSchema).nullable() }).optional(),
  boards: z.array(slugSchema).nullable().optional(),
  /** Seats that connected, each with the number of its connection; the higher is the newer. */
  seats: z
    .array(z.tuple([slugSchema, z.int()]))
    .nullable()
    .optional(),
});
export type Notice = z.infer<typeof noticeSchema>;

/** What does not fit is left out, and whoever hears it looks at everything. */
export function noticeText(notice: Notice): string {
  const text = JSON.stringify(notice);
  if (Buffer.byteLength(text) <= NOTICE_BYTES) return text;
  const { node, log, boards, seats } = notice;
  return JSON.stringify({
    node,
    ...(log ? { log: { ...log, centreIds: null } } : {}),
    ...(boards ? { boards: null } : {}),
    ...(seats ? { seats: null } : {}),
  } satisfies Notice);
}

export function parseNotice(text: string): Notice | null {
  try {
    const parsed = noticeSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
