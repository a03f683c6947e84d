import { createContext, useCallback, useContext, useMemo, useState } from 'react';
import type { ReactNode } from 'react';

/** Stands beside the form and leaves it usable. */
type Panel =
  | { readonly kind: 'case'; readonly caseId: string }
  | { readonly kind: 'unsent' }
  | { readonly kind: 'backlog' }
  | { readonly kind: 'board' }
  /** Over form and suggestion: a lead's page. */
  | { readonly kind: 'matterList' }
  | { readonly kind: 'review' };
/** Takes the keyboard until it is closed. */
export type Dialog =
  | { readonly kind: 'palette' }
  | { readonly kind: 'search' }
  | { readonly kind: 'return'; readonly transferId: string }
  | { readonly kind: 'settle'; readonly transferId: string }
  | { readonly kind: 'dedicate'; readonly seatId: string };

type Layers = {
  readonly panel: Panel | null;
  readonly dialog: Dialog | null;
  readonly openPanel: (panel: Panel) => void;
  readonly openCase: (caseId: string) => void;
  readonly openDialog: (dialog: Dialog) => void;
  readonly closePanel: () => void;
  readonly closeDialog: () => void;
};

const LayersContext = createContext<Layers | null>(null);

/** At most one panel and one dialog: an operator never has to dig. */
export function LayersProvider({ children }: { children: ReactNode }): ReactNode {
  const [panel, setPanel] = useState<Panel | null>(null);
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const openCase = useCallback((caseId: string) => setPanel({ kind: 'case', caseId }), []);
  const closePanel = useCallback(() => setPanel(null), []);
  const closeDialog = useCallback(() => setDialog(null), []);
  const value = useMemo(
    () => ({ panel, dialog, openPanel: setPanel, openCase, openDialog: setDialog, closePanel, closeDialog }),
    [panel, dialog, openCase, closePanel, closeDialog],
  );
  return <LayersContext value={value}>{children}</LayersContext>;
}

export function useLayers(): Layers {
  const layers = useContext(LayersContext);
  if (layers === null) throw new Error('useLayers stands outside LayersProvider');
  return layers;
}
