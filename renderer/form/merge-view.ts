import type { Case, CaseField, CaseFields } from '../../shared/entities/case.ts';
import { caseFieldNames } from '../../shared/entities/case.ts';

type Merge = {
  readonly fields: CaseFields;
  /** Fields that changed under the operator's eyes: marked new until looked at. */
  readonly arrived: readonly CaseField[];
};

/**
 * Lets the case flow into the form, also under a resting cursor: a correction must not wait until it leaves. Never over typed text
 * that is not part of the case yet; two values of one field are the server's to decide (both stay, as a conflict).
 */
export function mergeView(
  shown: CaseFields,
  before: CaseFields,
  item: Pick<Case, 'fields'>,
  isTyped: (field: CaseField) => boolean,
): Merge {
  const arrived = caseFieldNames.filter(
    (field) => item.fields[field] !== before[field] && item.fields[field] !== shown[field] && !isTyped(field),
  );
  const taken = Object.fromEntries(arrived.map((field) => [field, item.fields[field]]));
  return { fields: arrived.length === 0 ? shown : { ...shown, ...taken }, arrived };
}
