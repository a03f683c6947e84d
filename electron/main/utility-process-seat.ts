import { utilityProcess } from 'electron';
import type { SpawnSeat } from '../host/seat-process.ts';

/** Runs the seat as Electron's utility process: native code and disk stay out of the window's process. This is what ships. */
export function utilityProcessSeat(entry: string, stdio: 'inherit' | 'ignore'): SpawnSeat {
  return (events) => {
    const child = utilityProcess.fork(entry, [], { serviceName: 'LinkSeat seat', execArgv: [], stdio });
    child.on('message', (raw: unknown) => events.message(raw));
    child.once('exit', (code) => events.exited(code));
    return {
      pid: () => child.pid ?? null,
      send: (message) => child.postMessage(message),
      kill: () => {
        child.kill();
      },
    };
  };
}
