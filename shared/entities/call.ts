import { z } from 'zod';
import { timeSchema } from './primitives.ts';

const callStateSchema = z.enum(['ringing', 'dialing', 'active', 'held', 'ended']);

/** One phone call as the CTI sees it. */
export const callSchema = z.object({
  callId: z.string().min(1).max(64),
  direction: z.enum(['in', 'out']),
  state: callStateSchema,
  /** Caller's number as signalled; '' when withheld. */
  ani: z.string().max(32),
  /** How far the number can be trusted: given by the network, only displayed, or unknown. */
  aniTrust: z.enum(['network', 'display', 'unknown']),
  dnis: z.string().max(32),
  displayName: z.string().max(60),
  startedAt: timeSchema,
  answeredAt: timeSchema.nullable(),
  endedAt: timeSchema.nullable(),
  /** Why it ended, as the exchange said it; '' while it lasts. */
  cause: z.string().max(80),
});
export type Call = z.infer<typeof callSchema>;

export const phoneCommandSchema = z.enum(['answer', 'hangup', 'hold', 'resume']);
export type PhoneCommand = z.infer<typeof phoneCommandSchema>;
