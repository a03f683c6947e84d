import { ServerRefused, startServerProcess, type ServerProcess } from './server-process.ts';
import { sentences } from './words.ts';

/** The stack's server: comes back when it dies, and can be stopped and started to see what the seats do meanwhile. */
export type KeptServer = {
  readonly url: string;
  readonly toggle: () => Promise<void>;
  readonly stop: () => Promise<void>;
  /** Exit code, when it died and could not be started again. */
  readonly refused: Promise<number>;
};

/** Throws `ServerRefused` when it cannot be started the first time; says everything later through `say`. */
export async function keepServer(
  options: Parameters<typeof startServerProcess>[0],
  say: (line: string) => void,
): Promise<KeptServer> {
  let current: ServerProcess | null = await startServerProcess(options);
  const { url, port } = current;
  const { promise: refused, resolve: refuse } = Promise.withResolvers<number>();

  function watch(server: ServerProcess): void {
    server.process.once('exit', () => {
      if (current !== server) return;
      current = null;
      say(sentences.serverDied);
      void start();
    });
  }

  async function start(): Promise<void> {
    try {
      current = await startServerProcess({ ...options, port });
      watch(current);
      say(sentences.serverRuns);
    } catch (error) {
      say(error instanceof Error ? error.message : String(error));
      refuse(error instanceof ServerRefused ? error.exitCode : 1);
    }
  }

  async function stop(): Promise<void> {
    const running = current;
    current = null;
    await running?.stop();
  }

  watch(current);
  return {
    url,
    refused,
    stop,
    toggle: async () => {
      if (current === null) return start();
      await stop();
      say(sentences.serverStopped);
    },
  };
}
