import { useState } from 'react';
import type { ReactNode } from 'react';
import { useActiveDraft } from '../desk/active-draft.tsx';
import { useDeskSlice } from '../seat/hooks.tsx';
import { useWords } from '../words/words.tsx';
import { OfferBody } from './OfferItem.tsx';
import { waitingGroups } from './waiting-groups.ts';

/**
 * The first offer, large, in the place of the form while none is open, nobody types and nobody talks. It covers nothing and never
 * takes the focus; over an open form only the strip and the list tell of it.
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
