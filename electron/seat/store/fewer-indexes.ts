import type { StepParts } from './migrations.ts';

/**
 * Step 4. Every index that a row stands in is a page that a click makes durable. What is live in the outbox, and what of the transfers is
 * open, is little, and one index covers all that is asked of it.
 */
export function fewerIndexes({ db }: Pick<StepParts, 'db'>): void {
  db.exec(`
    DROP INDEX outbox_live;
    DROP INDEX outbox_unsent;
    CREATE INDEX outbox_live ON outbox (state, danger, seat_seq, made_at) WHERE state <> 'done';
    DROP INDEX transfers_waiting;
    DROP INDEX transfers_from_open;
    DROP INDEX transfers_taken_open;
    CREATE INDEX transfers_open ON transfers (clicked_at, waiting, from_seat, accepted_seat) WHERE finished_at IS NULL;
    UPDATE cases SET callback_key = NULL WHERE callback_key = caller_key;
  `);
}
