/** What operators were told, written down as they were told it; the end of a run is held against it. */
export type Ledger = {
  readonly notes: { readonly caseId: string; readonly text: string; readonly seatId: string }[];
  readonly numbers: {
    readonly caseId: string;
    readonly number: string;
    readonly centreId: string;
    readonly seatId: string;
  }[];
  readonly transfers: {
    readonly transferId: string;
    readonly caseId: string;
    readonly seatId: string;
    readonly centreId: string;
    readonly code: string;
  }[];
};

export function createLedger(): Ledger {
  return { notes: [], numbers: [], transfers: [] };
}
