import { fork } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import type { SpawnSeat } from './seat-process.ts';

type ChildProcessSeatOptions = {
  readonly entry: string;
  /** Node that runs it; the host's own when left out. */
  readonly node?: string;
  /** File that its output is appended to; without it the seat writes where the host writes. */
  readonly logFile?: string;
};

/** Runs the seat as a child of Node, joined by the IPC channel of `fork`. */
export function childProcessSeat(options: ChildProcessSeatOptions): SpawnSeat {
  return (events) => {
    const log = options.logFile === undefined ? null : openSync(options.logFile, 'a');
    const output = log ?? 'inherit';
    // execArgv is emptied: a host under a debugger or loader must not hand its flags down.
    const child = fork(options.entry, [], {
      ...(options.node === undefined ? {} : { execPath: options.node }),
      execArgv: [],
      env: withoutElectron(process.env),
      stdio: ['ignore', output, output, 'ipc'],
      serialization: 'json',
    });
    if (log !== null) closeSync(log);
    let over = false;
    const exited = (code: number | null) => {
      if (over) return;
      over = true;
      events.exited(code);
    };
    child.on('message', (raw) => events.message(raw));
    child.on('exit', (code) => exited(code));
    child.on('error', () => exited(null));
    return {
      pid: () => child.pid ?? null,
      send: (message) => {
        // A closed channel is told by `exit`; the callback keeps its error from being thrown.
        if (child.connected) child.send(message, () => undefined);
      },
      kill: () => {
        child.kill('SIGKILL');
      },
    };
  };
}

function withoutElectron(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { ELECTRON_RUN_AS_NODE: _asNode, NODE_OPTIONS: _options, ...rest } = environment;
  return rest;
}
