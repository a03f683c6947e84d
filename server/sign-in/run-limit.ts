import { failure, success, type Result } from '../../shared/contract/errors.ts';

export type RunLimit = <T>(run: () => Promise<T>) => Promise<Result<T>>;

/** So many at once, so many waiting; whoever comes beyond that is told `busy` at once instead of waiting for ever. */
export function createRunLimit(atOnce: number, waiting: number): RunLimit {
  let running = 0;
  const queue: (() => void)[] = [];
  return async (run) => {
    if (running >= atOnce) {
      if (queue.length >= waiting) return failure('busy', 'sign-in');
      await new Promise<void>((resolve) => void queue.push(resolve));
    } else running += 1;
    try {
      return success(await run());
    } finally {
      const next = queue.shift();
      // The place is handed on, not given up: nobody may slip in between.
      if (next) next();
      else running -= 1;
    }
  };
}
