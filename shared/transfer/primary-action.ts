import type { Handling } from '../entities/case.ts';
import type { TransferMode } from '../entities/transfer.ts';
import type { CentreKind, Route } from '../routing/types.ts';

/** What F8 does for a route; the renderer names it by `name` (catalogue `action.<name>`). */
export type PrimaryAction = {
  readonly name:
    | 'keep12345'
    | 'keep110'
    | 'transfer110'
    | 'transfer12345'
    | 'policeFirst'
    | 'dispatchAndNotify'
    | 'negotiate'
    | 'guide'
    | 'linkage119'
    | 'linkage120'
    | 'linkage122'
    | 'linkageUtility';
  /** Recorded on the case when the centre acts itself. */
  readonly handling: Pick<Handling, 'action' | 'target'> | null;
  /** How the case goes to the counterpart; null: it does not. */
  readonly transfer: TransferMode | null;
};

const own: Record<CentreKind, PrimaryAction> = {
  '12345': { name: 'keep12345', handling: { action: 'keep', target: '' }, transfer: null },
  '110': { name: 'keep110', handling: { action: 'dispatch', target: '' }, transfer: null },
};

const other: Record<CentreKind, PrimaryAction> = {
  '12345': { name: 'transfer110', handling: null, transfer: 'handover' },
  '110': { name: 'transfer12345', handling: null, transfer: 'handover' },
};

const policeFirst: Record<CentreKind, PrimaryAction> = {
  // T3d, T3f–T3h, T4: 12345 sends police there first and goes on coordinating departments.
  '12345': { name: 'policeFirst', handling: null, transfer: 'policeFirst' },
  // 110 dispatches by itself and tells 12345.
  '110': { name: 'dispatchAndNotify', handling: { action: 'dispatch', target: '' }, transfer: 'notify' },
};

const linkage = {
  'other_emergency:119': { name: 'linkage119', handling: { action: 'linkage', target: '119' }, transfer: null },
  'other_emergency:120': { name: 'linkage120', handling: { action: 'linkage', target: '120' }, transfer: null },
  'other_emergency:122': { name: 'linkage122', handling: { action: 'linkage', target: '122' }, transfer: null },
  'other_emergency:utility': {
    name: 'linkageUtility',
    handling: { action: 'linkage', target: 'utility' },
    transfer: null,
  },
} as const satisfies Partial<Record<Route, PrimaryAction>>;

/** The one-click action of a route at a centre: defined for all nine routes on both sides (T3a–T3e, T5). */
export function primaryAction(route: Route, side: CentreKind): PrimaryAction {
  switch (route) {
    case '12345':
    case '110':
      return route === side ? own[side] : other[side];
    case '110_first_notify_12345':
      return policeFirst[side];
    case 'negotiate':
      return { name: 'negotiate', handling: null, transfer: 'negotiate' };
    case 'neither':
      return { name: 'guide', handling: { action: 'guide', target: '' }, transfer: null };
    default:
      return linkage[route];
  }
}
