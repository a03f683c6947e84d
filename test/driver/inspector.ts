import type * as Electron from 'electron';

export type Inspector = {
  /** Runs a function inside Electron's main process; it sees nothing but its arguments. */
  readonly inMain: <T, A = undefined>(
    run: (electron: typeof Electron, given: A) => T | Promise<T>,
    given?: A,
  ) => Promise<T>;
  readonly close: () => void;
};

type Answer = { readonly result?: { readonly value?: unknown }; readonly exceptionDetails?: unknown };

/** Speaks to the main process through Node's inspector, which a test run is started with. */
export async function openInspector(address: string): Promise<Inspector> {
  const socket = new WebSocket(address);
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve());
    socket.addEventListener('error', () => reject(new Error('the inspector of the main process cannot be reached')));
  });
  const waiting = new Map<number, (answer: Answer) => void>();
  let lastId = 0;
  socket.addEventListener('message', (message: MessageEvent<string>) => {
    const { id, result } = JSON.parse(message.data);
    waiting.get(id)?.(result);
    waiting.delete(id);
  });

  async function inMain<T, A = undefined>(
    run: (electron: typeof Electron, given: A) => T | Promise<T>,
    given?: A,
  ): Promise<T> {
    lastId += 1;
    const id = lastId;
    const answered = new Promise<Answer>((resolve) => waiting.set(id, resolve));
    const electron = "process.getBuiltinModule('module').createRequire('/')('electron')";
    const expression = `(async () => (${run.toString()})(${electron}, ${JSON.stringify(given)}))()`;
    const params = { expression, awaitPromise: true, returnByValue: true };
    socket.send(JSON.stringify({ id, method: 'Runtime.evaluate', params }));
    const { result, exceptionDetails } = await answered;
    if (exceptionDetails !== undefined) throw new Error(`in the main process: ${JSON.stringify(exceptionDetails)}`);
    return result?.value as T;
  }
  return { inMain, close: () => socket.close() };
}
