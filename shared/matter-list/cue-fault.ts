/** What is wrong with a cue, for whoever types it; the notation stands in `shared/routing/cue.ts`. */
export type CueFault =
  | 'unbalanced'
  | 'nested'
  | 'emptyGroup'
  | 'strayBar'
  | 'edgeGap'
  | 'emptyPart'
  | 'tooShort'
  | 'sign';

const gap = /[·…~]/;
/** Signs of a spreadsheet's formula or of another notation: nobody says them, so such a cue would never be found. */
const foreign = /[<>=+@*?[\]{}\\]/;

/** null for a cue that the engine can look for. */
export function cueFault(cue: string): CueFault | null {
  if (foreign.test(cue)) return 'sign';
  for (const part of cue.split('&').map((each) => (each.startsWith('!') ? each.slice(1) : each))) {
    const fault = partFault(part);
    if (fault !== null) return fault;
  }
  return null;
}

function partFault(part: string): CueFault | null {
  if (part.trim() === '') return 'emptyPart';
  const depths = bracketFault(part);
  if (depths !== null) return depths;
  const groups = [...part.matchAll(/\(([^)]*)\)/g)].map(([, inside = '']) => inside.split('|'));
  if (groups.some((words) => words.every((word) => word === ''))) return 'emptyGroup';
  const outside = part.replace(/\([^)]*\)/g, '');
  if (outside.includes('|')) return 'strayBar';
  if (gap.test(part.slice(0, 1)) || gap.test(part.slice(-1))) return 'edgeGap';
  // One character alone stands in every second narrative.
  return groups.length === 0 && outside.replace(/[·…~]/g, '').length < 2 ? 'tooShort' : null;
}

function bracketFault(part: string): CueFault | null {
  let depth = 0;
  for (const sign of part) {
    if (sign === '(') depth += 1;
    if (sign === ')') depth -= 1;
    if (depth > 1) return 'nested';
    if (depth < 0) return 'unbalanced';
  }
  return depth === 0 ? null : 'unbalanced';
}
