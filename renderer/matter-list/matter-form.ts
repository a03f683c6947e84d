import { z } from 'zod';
import { cueFault, type CueFault } from '../../shared/matter-list/cue-fault.ts';
import { matterFaults, type MatterFault } from '../../shared/matter-list/matter-fault.ts';
import { matterSchema, matterSideSchema, type Matter } from '../../shared/matter-list/matter-list.ts';
import { clauseSchema, routeSchema } from '../../shared/routing/types.ts';

/** A matter while somebody types it: everything may be unfinished. */
const matterTextsSchema = z.object({
  id: z.string(),
  side: matterSideSchema,
  zh: z.string(),
  en: z.string(),
  route: routeSchema,
  clause: clauseSchema,
  department: z.string(),
  cues: z.string(),
  validFrom: z.string(),
  validUntil: z.string(),
});
export type MatterTexts = z.infer<typeof matterTextsSchema>;

export function textsOf(matter: Matter): MatterTexts {
  const { cues, validFrom, validUntil } = matter;
  return { ...matter, cues: cues.join('\n'), validFrom: validFrom ?? '', validUntil: validUntil ?? '' };
}

export function newTexts(id: string): MatterTexts {
  const empty = { zh: '', en: '', department: '', cues: '', validFrom: '', validUntil: '' };
  return { id, side: '12345', route: '12345', clause: 'D12345e', ...empty };
}

/** What was typed before its layer was closed; of another program it may be anything. */
export function keptTexts(text: string): MatterTexts | null {
  if (text === '') return null;
  return matterTextsSchema.safeParse(JSON.parse(text)).data ?? null;
}

/** Nobody is kept waiting for an English name. */
function candidateOf({ cues, en, validFrom, validUntil, ...texts }: MatterTexts): unknown {
  return {
    ...texts,
    en: en.trim() === '' ? texts.zh : en,
    cues: cueLines(cues).map(({ cue }) => cue),
    validFrom: validFrom === '' ? null : validFrom,
    validUntil: validUntil === '' ? null : validUntil,
  };
}

export function matterOf(texts: MatterTexts): Matter | null {
  const candidate = candidateOf(texts);
  return matterFaults(candidate).length === 0 ? matterSchema.parse(candidate) : null;
}

export function faultsOf(texts: MatterTexts): ReadonlyMap<MatterFault['column'], MatterFault['problem']> {
  return new Map(matterFaults(candidateOf(texts)).map(({ column, problem }) => [column, problem]));
}

/** What is wrong with each line of cues, while they are typed. */
export function cueFaults(cues: string): readonly { readonly line: number; readonly fault: CueFault }[] {
  return cueLines(cues).flatMap(({ line, cue }) => {
    const fault = cueFault(cue);
    return fault === null ? [] : [{ line, fault }];
  });
}

function cueLines(cues: string): readonly { readonly line: number; readonly cue: string }[] {
  return cues
    .split('\n')
    .map((text, index) => ({ line: index + 1, cue: text.trim() }))
    .filter(({ cue }) => cue !== '');
}
