import { useEffect, useState } from 'react';
import { useActiveDraft } from '../desk/active-draft.tsx';

/** A page lies over the form: when its operator asks for a form (answers, takes an offer), the page makes room. */
export function usePageYields(onClose: () => void): void {
  const { focusAsked } = useActiveDraft();
  const [before] = useState(focusAsked);
  useEffect(() => {
    if (focusAsked !== before) onClose();
  }, [focusAsked, before, onClose]);
}
