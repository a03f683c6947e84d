import {
  CODE_COUNTER,
  GIVES_SERIALS,
  IS_BOUND,
  RESTORED_AT,
  RESTORED_CODES,
  RESTORED_ORDERS,
} from './counter-names.ts';

/**
 * The database holds an earlier state than it once did: a new epoch ($2) in place of the one that is known ($1), and serials that nobody
 * can have been given since (P13). Of several that find it at once, one does it. It waits for the disk, whatever the session does else.
 */
export const beginAfterRestoreSql = `
  WITH begun AS (
    UPDATE meta SET value = $2 WHERE key = 'epoch' AND value = $1 RETURNING set_config('synchronous_commit', 'on', true)
  )
  , bounds AS (DELETE FROM counters WHERE ${IS_BOUND} AND EXISTS (SELECT FROM begun))
  , restored AS (
    INSERT INTO counters (name, next) SELECT '${RESTORED_AT}', 0 FROM begun ON CONFLICT (name) DO UPDATE SET next = 0
  )
  UPDATE counters SET next = next + CASE name WHEN '${CODE_COUNTER}' THEN ${RESTORED_CODES} ELSE ${RESTORED_ORDERS} END
  WHERE ${GIVES_SERIALS} AND EXISTS (SELECT FROM begun)`;
