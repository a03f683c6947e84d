import { useState } from 'react';
import type { ReactNode } from 'react';
import { useActiveDraft } from '../desk/active-draft.tsx';
import { useDeskSlice } from '../seat/hooks.tsx';
import { useWords } from '../words/words.tsx';
import { OfferBody } from './OfferItem.tsx';
import { waitingGroups } from './waiting-groups.ts';

/**
 * The first offer, large, while nobody types and nobody talks. The first key typed sends it back to the list for good: it never
 * comes between a hand and a form, and it never takes the focus.
 */
export function OfferCard(): ReactNode {
  const { t } = useWords();
  const { typing } = useActiveDraft();
  const { seatId } = useDeskSlice('session');
  const call = useDeskSlice('call');
  const [pushedAside, setPushedAside] = useState<string | null>(null);
  const first = waitingGroups(useDeskSlice('transfers'), seatId).offers[0];
  const busy = typing || (call !== null && call.state !== 'ended');
  if (first === undefined || !first.offeredHere) return null;
  if (busy && pushedAside !== first.transfer.id) setPushedAside(first.transfer.id);
  if (busy || pushedAside === first.transfer.id) return null;
  return (
    <section className={`offer-card ${first.transfer.danger ? 'is-danger' : ''}`} aria-label={t('waiting.offers')}>
      <OfferBody card={first} first large />
    </section>
  );
}
