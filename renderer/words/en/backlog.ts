import type { backlog as zh } from '../zh/backlog.ts';
import type { TranslationOf } from '../translation.ts';

export const backlog = {
  'backlog.title': 'From the outage',
  'backlog.summary': 'oldest made {time} ({ago})',
  'backlog.open': 'Open the list',
  'backlog.text':
    'Made during the outage and arrived together. What is urgent is not here, it was offered at once. Every seat takes from this list.',
  'backlog.empty': 'All taken',
  'backlog.empty.text': 'Everything from the outage has been accepted.',
  'backlog.more': 'The oldest {shown} are listed; the others follow as these are taken.',
  'backlog.keys': '↑ ↓ next and previous · Space choose · Enter accept this one',
  'backlog.madeAt': 'made {time}, {ago}',
  'backlog.take': 'Accept',
  'backlog.takeChosen': 'Accept chosen: {count}',
  'backlog.choose': 'Choose {what}',
  'backlog.taken': 'Accepted: {count}',
  'backlog.taken.text': 'Their forms are in the list of forms; the first one is open.',
} satisfies TranslationOf<typeof zh>;
