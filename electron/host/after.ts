/** Runs once after `ms`; answers with how to cancel. */
export type After = (ms: number, run: () => void) => () => void;

/** The real timer of both hosts. */
export const realAfter: After = (ms, run) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};
