import type { HostLog } from '../../electron/host/log.ts';

/** Knows from the host's log which process is the seat now. */
export function followSeatPid() {
  let pid: number | null = null;
  const log: HostLog = (_level, event, fields) => {
    if (event === 'seat.up' && typeof fields?.['pid'] === 'number') pid = fields['pid'];
  };
  return {
    log,
    /** As a crash would: without a word. */
    crash: (): void => {
      if (pid === null) throw new Error('the seat has not been up yet');
      process.kill(pid, 'SIGKILL');
    },
  };
}
