import type { After } from './seat-supervisor.ts';

/** The real timer of both hosts. */
export const realAfter: After = (ms, run) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};
