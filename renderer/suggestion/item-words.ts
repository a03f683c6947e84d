import { defaultMatterList } from '../../shared/matter-list/default-list.ts';
import type { Matter } from '../../shared/matter-list/matter-list.ts';
import { suggestion } from '../words/zh/suggestion.ts';
import type { Words } from '../words/words.tsx';

export type MatterNames = ReadonlyMap<string, Pick<Matter, 'zh' | 'en'>>;
export const shippedNames: MatterNames = namesOf(defaultMatterList.matters);

export function namesOf(matters: readonly Matter[]): MatterNames {
  return new Map(matters.map((matter) => [matter.id, matter]));
}

type ItemKey = Extract<keyof typeof suggestion, `item.${string}`>;

function isItemKey(key: string): key is ItemKey {
  return key in suggestion && key.startsWith('item.');
}

/** What a reason stands for in a few words; '' for an item that neither this program nor the list in force knows. */
export function itemWords(id: string, { t, locale }: Words, names: MatterNames = shippedNames): string {
  const key = `item.${id}`;
  return isItemKey(key) ? t(key) : (names.get(id)?.[locale] ?? '');
}
