/** What an operator was told by a seat that may die at any moment: the answers that arrived, and the one that may have been on its way. */
type ToldCase = {
  readonly seatId: string;
  readonly caseId: string;
  readonly orderNumber: string;
  readonly narrative: string;
  readonly transferId: string | null;
};
type ToldNote = { readonly seatId: string; readonly caseId: string; readonly text: string };

type ToldTaken = {
  readonly seatId: string;
  readonly transferId: string;
  readonly caseId: string;
  readonly number: string;
};

export type Told = {
  readonly cases: ToldCase[];
  readonly notes: ToldNote[];
  readonly taken: ToldTaken[];
};

export function nothingTold(): Told {
  return { cases: [], notes: [], taken: [] };
}
