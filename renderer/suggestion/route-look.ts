import type { Route } from '../../shared/routing/types.ts';

/** Colour is never alone: every route has its shape. */
export const routeLooks: Record<
  Route,
  { readonly shape: string; readonly tone: 'service' | 'police' | 'neutral' | 'quiet' }
> = {
  '12345': { shape: '●', tone: 'service' },
  '110': { shape: '◆', tone: 'police' },
  '110_first_notify_12345': { shape: '◆●', tone: 'police' },
  negotiate: { shape: '⇄', tone: 'neutral' },
  neither: { shape: '○', tone: 'quiet' },
  'other_emergency:119': { shape: '▲', tone: 'neutral' },
  'other_emergency:120': { shape: '✚', tone: 'neutral' },
  'other_emergency:122': { shape: '■', tone: 'neutral' },
  'other_emergency:utility': { shape: '⬢', tone: 'neutral' },
};

export function confidenceWord(confidence: number): 'suggestion.sure' | 'suggestion.likely' | 'suggestion.verify' {
  if (confidence >= 0.8) return 'suggestion.sure';
  return confidence >= 0.5 ? 'suggestion.likely' : 'suggestion.verify';
}
