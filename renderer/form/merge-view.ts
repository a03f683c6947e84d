import type { Case, CaseField, CaseFields } from '../../shared/entities/case.ts';
import { caseFieldNames } from '../../shared/entities/case.ts';

type Merge = {
  readonly fields: CaseFields;
  /** Fields that changed under the operator's eyes: marked new until looked at. */
  readonly arrived: readonly CaseField[];
  /** Changed by the other side while the cursor stands in them: they flow in when it leaves untouched. */
  readonly held: readonly CaseField[];
};

/**
 * Lets the case flow into the form. Never over a field that is being edited or holds typed text that is not part of the case yet;
 * two values of one field are the server's to decide (both stay, as a conflict).
 */
export function mergeView(
  shown: CaseFields,
  before: CaseFields,
  item: Pick<Case, 'fields'>,
  edited: (field: CaseField) => 'no' | 'focused' | 'typed',
): Merge {
  const changed = caseFieldNames.filter(
    (field) => item.fields[field] !== before[field] && item.fields[field] !== shown[field] && edited(field) !== 'typed',
  );
  const arrived = changed.filter((field) => edited(field) === 'no');
  const held = changed.filter((field) => edited(field) === 'focused');
  const taken = Object.fromEntries(arrived.map((field) => [field, item.fields[field]]));
  return { fields: arrived.length === 0 ? shown : { ...shown, ...taken }, arrived, held };
}
