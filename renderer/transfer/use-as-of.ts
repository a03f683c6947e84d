import { clockTime } from '../format/time.ts';
import { useDeskSlice } from '../seat/hooks.tsx';

/** Without the server the desk knows what it heard last, and says of when that is; null while it hears. */
export function useAsOf(): string | null {
  const { server, since } = useDeskSlice('link');
  return server === 'online' ? null : clockTime(since);
}
