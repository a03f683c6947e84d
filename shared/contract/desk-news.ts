import type { Desk } from './desk.ts';
import type { SeatEvent } from './seat-api.ts';
import { withTransferNews } from './transfer-list.ts';

/** What a seat says when its desk has changed. */
export type DeskNews = Extract<SeatEvent, { type: 'desk' | 'transfers' }>;

/** The desk after news; the very same desk where they change nothing. */
export function withDeskNews(desk: Desk, news: DeskNews): Desk {
  if (news.type === 'desk') return { ...desk, ...news.patch };
  const transfers = withTransferNews(desk.transfers, news.news);
  return transfers === desk.transfers ? desk : { ...desk, transfers };
}
