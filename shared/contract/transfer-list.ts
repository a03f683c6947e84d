import { z } from 'zod';
import { idSchema } from '../entities/primitives.ts';
import { isFinished } from '../transfer/machine.ts';
import { transferCardSchema, type TransferCard } from './desk.ts';

/** Finished transfers that stay in sight, the latest ones. */
export const FINISHED_SHOWN = 20;

/** Of the list of a backlog the oldest; the next ones come as these are taken. */
export const BACKLOG_SHOWN = 500;

/** Every card the desk now has of these cases. Whole for each case, so that a lost one heals with the case's next. */
export const transferNewsSchema = z.object({ caseIds: z.array(idSchema), cards: z.array(transferCardSchema) });
export type TransferNews = z.infer<typeof transferNewsSchema>;

function finishedAt({ transfer }: TransferCard): number {
  return transfer.steps.at(-1)?.at ?? transfer.clickedAt;
}

function byId(a: TransferCard, b: TransferCard): number {
  return a.transfer.id < b.transfer.id ? -1 : 1;
}

/** Refused ones first, then the oldest clock, then the finished ones, latest first. */
export function arrangeCards(cards: readonly TransferCard[]): TransferCard[] {
  const refused = cards.filter((card) => card.delivery === 'refused');
  const others = cards.filter((card) => card.delivery !== 'refused');
  const running = others.filter((card) => !isFinished(card.transfer));
  const finished = others.filter((card) => isFinished(card.transfer));
  running.sort((a, b) => a.transfer.clickedAt - b.transfer.clickedAt || byId(a, b));
  finished.sort((a, b) => finishedAt(b) - finishedAt(a) || byId(a, b));
  return [...refused, ...running, ...finished.slice(0, FINISHED_SHOWN)];
}

/** The list after news: what was known of the named cases gives way to what the news carries. */
export function withTransferNews(known: TransferCard[], { caseIds, cards }: TransferNews): TransferCard[] {
  const others = known.filter((card) => !caseIds.includes(card.transfer.caseId));
  // Most changes of cases touch no transfer: then the very same list says that there is nothing to paint.
  return others.length === known.length && cards.length === 0 ? known : arrangeCards([...others, ...cards]);
}
