import type { Operator } from '../../shared/entities/centre.ts';

/** Who gets the seat board and the alarms of nobody available. The server decides again. */
export function isLead(operator: Operator | null): boolean {
  return operator !== null && (operator.role === 'lead' || operator.role === 'admin');
}
