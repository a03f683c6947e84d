import type { Level } from '../../shared/routing/types.ts';
import type { Words } from '../words/words.tsx';

/** The official scale, by its name and only from where it changes who is told (T4): beside “紧急” a bare 一般 reads as its opposite. */
export function levelWords(level: Level | null, t: Words['t']): string {
  return level === null || level === 'general' ? '' : `${t('field.level')} ${t(`level.${level}`)}`;
}
