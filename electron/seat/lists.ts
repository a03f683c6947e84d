import { defaultMatterList } from '../../shared/matter-list/default-list.ts';
import { inForce, type MatterList } from '../../shared/matter-list/matter-list.ts';
import type { SeatStore } from './store/seat-store.ts';

export type ListKeeper = {
  /** The version in force: the last that was synced, offline too; what the product ships with until one was published. */
  readonly whole: () => MatterList;
  /** What of it holds today. The same object all day, because the engine makes its cues ready once for each. */
  readonly today: () => MatterList;
  /** What of any list holds today. */
  readonly todayOf: (list: MatterList) => MatterList;
  /** null: no such version is known here. */
  readonly version: (version: string) => MatterList | null;
};

export function createLists({ lists }: Pick<SeatStore, 'lists'>, now: () => number): ListKeeper {
  let cut: { readonly of: MatterList; readonly day: string; readonly list: MatterList } | null = null;
  const whole = (): MatterList => lists.inForce()?.list ?? defaultMatterList;
  const todayOf = (list: MatterList): MatterList => inForce(list, localDay(now()));
  return {
    whole,
    todayOf,
    today: () => {
      const [of, day] = [whole(), localDay(now())];
      if (cut?.of !== of || cut.day !== day) cut = { of, day, list: todayOf(of) };
      return cut.list;
    },
    version: (version) =>
      lists.get(version)?.list ?? (version === defaultMatterList.version ? defaultMatterList : null),
  };
}

function localDay(time: number): string {
  const at = new Date(time);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}
