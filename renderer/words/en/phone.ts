import type { phone as zh } from '../zh/phone.ts';
import type { TranslationOf } from '../translation.ts';

export const phone = {
  'phone.region': 'Phone',
  'phone.none': 'No call',
  'phone.none.text': 'Number and actions appear here when a call rings.',
  'phone.ringing': 'Incoming call',
  'phone.dialing': 'Dialing',
  'phone.active': 'On call',
  'phone.held': 'On hold',
  'phone.ended': 'Ended',
  'phone.withheld': 'Number withheld',
  'phone.answer': 'Answer',
  'phone.hangup': 'Hang up',
  'phone.reject': 'Decline',
  'phone.hold': 'Hold',
  'phone.resume': 'Resume',
  'phone.openForm': 'Open form',
  'phone.trust.network': 'Network number',
  'phone.trust.display': 'Displayed, unverified',
  'phone.trust.unknown': 'Origin unknown',
  'phone.dialCounterpart': 'Call {centre}',
  'phone.simulate': 'Simulate a call',
  'phone.simulate.number': 'Caller number',
  'phone.duration': 'Duration {duration}',
  'phone.rang': 'Ringing {duration}',
  'phone.cause': 'Ended: {cause}',
} satisfies TranslationOf<typeof zh>;
