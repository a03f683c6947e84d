import type { Route } from '../../shared/routing/types.ts';

/** Colour is never alone: every route has its shape. */
export const routeLooks: Record<
  Route,
  { readonly shape: string; readonly tone: 'service' | 'police' | 'both' | 'rescue' | 'quiet' }
> = {
  '12345': { shape: '●', tone: 'service' },
  '110': { shape: '◆', tone: 'police' },
  '110_first_notify_12345': { shape: '◆●', tone: 'police' },
  negotiate: { shape: '⇄', tone: 'both' },
  neither: { shape: '○', tone: 'quiet' },
  'other_emergency:119': { shape: '▲', tone: 'rescue' },
  'other_emergency:120': { shape: '✚', tone: 'rescue' },
  'other_emergency:122': { shape: '■', tone: 'rescue' },
  'other_emergency:utility': { shape: '⬢', tone: 'rescue' },
};

export function confidenceWord(confidence: number): 'suggestion.sure' | 'suggestion.likely' | 'suggestion.verify' {
  if (confidence >= 0.8) return 'suggestion.sure';
  return confidence >= 0.5 ? 'suggestion.likely' : 'suggestion.verify';
}
