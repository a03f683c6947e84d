import type { CaseView } from '../../shared/contract/seat-api.ts';
import type { Actor } from '../../shared/entities/primitives.ts';
import type { Words } from '../words/words.tsx';

type TimelineRow = {
  readonly key: string;
  readonly at: number;
  readonly what: string;
  readonly by: Actor | null;
  readonly text: string;
  /** Set for notes: they can be new from the other side. */
  readonly noteId: string | null;
};

/** Everything both sides did, oldest first. */
export function timelineRows({ case: item, transfers }: CaseView, t: Words['t']): readonly TimelineRow[] {
  const rows: TimelineRow[] = [
    {
      key: 'created',
      at: item.createdAt,
      what: t('case.created'),
      by: item.createdBy,
      text: '',
      noteId: null,
    },
    ...item.notes.map((note) => ({
      key: note.id,
      at: note.at,
      what: t('case.notes'),
      by: note.by,
      text: note.text,
      noteId: note.id,
    })),
    ...item.overrides.map((override) => ({
      key: `override.${override.at}`,
      at: override.at,
      by: override.by,
      text: override.text,
      noteId: null,
      what: t('case.override', { route: t(`route.${override.chosen}`) }),
    })),
    ...item.handlings.map((handling) => ({
      key: `handling.${handling.at}.${handling.action}`,
      at: handling.at,
      by: handling.by,
      noteId: null,
      what: t(`handling.${handling.action}`),
      text: [handling.target === 'utility' ? '' : handling.target, handling.text].filter(Boolean).join(' '),
    })),
    ...transfers.flatMap(({ transfer }) =>
      transfer.steps.map((step, index) => ({
        key: `${transfer.id}.${index}`,
        at: step.at,
        what: t(`status.${step.what}`),
        by: step.by,
        text: step.text,
        noteId: null,
      })),
    ),
  ];
  return rows.toSorted((a, b) => a.at - b.at);
}
