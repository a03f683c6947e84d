import type { notice as zh } from '../zh/notice.ts';
import type { TranslationOf } from '../translation.ts';

export const notice = {
  'notice.offerWithdrawn': 'The other side withdrew a case',
  'notice.offerWithdrawn.text': 'The sender goes on with it; nothing to do.',
  'notice.takenElsewhere': 'Another seat has taken it',
  'notice.takenElsewhere.text': 'Somebody is handling the caller’s matter.',
  'notice.transferReturned': 'A transfer was returned',
  'notice.transferReturned.text': 'This centre is responsible again; read the reason and decide.',
  'notice.transferRefused': 'The server did not accept a transfer',
  'notice.transferRefused.text': 'The other side does not have it. Read why; if urgent, tell them by phone first.',
  'notice.notDelivered': 'Not delivered',
  'notice.notDelivered.text': 'The other side does not have it; call them now and tell them.',
  'notice.nobodyAvailable': 'Nobody is available there',
  'notice.nobodyAvailable.text': 'Both leads were alarmed; if urgent, tell them by phone.',
  'notice.stubJoined': 'The other side’s case has arrived',
  'notice.stubJoined.text': 'It joined the form opened by code; what you typed was not changed.',
  'notice.draftsRestored': 'Unfinished forms were restored',
  'notice.draftsRestored.text': 'What was typed last time stands under “Forms”.',
  'notice.storeRebuilt': 'The store of this machine was repaired; nothing is lost',
  'notice.storeRebuilt.text':
    '{unsent} unsent changes and {drafts} open forms are here; the rest is coming again from the server. Go on working. The damaged files were kept.',
  'notice.storeIncomplete': 'The store of this machine was damaged and repaired; something may be missing',
  'notice.storeIncomplete.text':
    '{unsent} unsent changes and {drafts} open forms were saved; what was typed last may be missing. Compare with the list of calls and enter again what is missing, by phone where it is urgent; tell the lead. The damaged files were kept.',
  'notice.signedOutElsewhere': 'You signed in at another seat',
  'notice.signedOutElsewhere.text': 'This seat gets no more cases; what was typed is kept.',
  'notice.accountDisabled': 'Your staff number was disabled',
  'notice.accountDisabled.text': 'Signed out; what was typed stays for whoever signs in next.',
  'notice.numbersLow': 'Final numbers are running out',
  'notice.numbersLow.text': 'Restore the link to the server soon.',
  'notice.caseConflict': 'Changed on both sides',
  'notice.caseConflict.text': 'Both values are kept; open the case and choose one.',
  'notice.entryUnreadable': 'One update could not be read here',
  'notice.entryUnreadable.text':
    'Everything else arrives as usual. What is shown of it may be incomplete; check with the other side, by phone if urgent.',
  'notice.numberRepeated': 'One order number was used twice',
  'notice.numberRepeated.text':
    'Both cases are here, nothing is lost. Open it, compare, and have the lead correct the number.',
  'notice.caseLarger': 'A larger incident',
  'notice.caseLarger.text':
    '110 acts first, 12345 coordinates; both leads are told. Look at the case, check its level and the people counted.',
  'notice.caseMajor': 'A major incident',
  'notice.caseMajor.text':
    '110 acts first, 12345 coordinates; both leads are told. Look at the case, check its level and the people counted.',
  'notice.caseExtreme': 'An extreme incident',
  'notice.caseExtreme.text':
    '110 acts first, 12345 coordinates; both leads are told. Look at the case, check its level and the people counted.',
  'notice.open': 'View',
  'notice.done': 'Understood',
  'notice.close': 'Close',
  'notice.group': 'Needs you',
  'notice.region': 'Messages',
} satisfies TranslationOf<typeof zh>;
