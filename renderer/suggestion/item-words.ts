import { defaultMatterList } from '../../shared/matter-list/default-list.ts';
import { suggestion } from '../words/zh/suggestion.ts';
import type { Words } from '../words/words.tsx';

const matters = new Map(defaultMatterList.matters.map((matter) => [matter.id, matter]));

type ItemKey = Extract<keyof typeof suggestion, `item.${string}`>;

function isItemKey(key: string): key is ItemKey {
  return key in suggestion && key.startsWith('item.');
}

/** What a reason stands for in a few words; '' for an item of a list newer than this program. */
export function itemWords(id: string, { t, locale }: Words): string {
  const key = `item.${id}`;
  return isItemKey(key) ? t(key) : (matters.get(id)?.[locale] ?? '');
}
