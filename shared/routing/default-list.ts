import { matterListSchema } from './matter-list.ts';
import type { MatterList } from './matter-list.ts';
import { classes } from './matters/classes.ts';
import { confinementItems } from './matters/confinement.ts';
import { crimeItems } from './matters/crime.ts';
import { dangerItems } from './matters/danger.ts';
import { disputeItems } from './matters/disputes.ts';
import { elsewhereItems } from './matters/elsewhere.ts';
import { enquiryItems } from './matters/enquiries.ts';
import { fraudItems } from './matters/fraud.ts';
import { governmentItems } from './matters/government.ts';
import { hintItems } from './matters/hints.ts';
import { idioms } from './matters/idioms.ts';
import { livelihoodItems } from './matters/livelihood.ts';
import { markers } from './matters/markers.ts';
import { marketItems } from './matters/market.ts';
import { medicalItems } from './matters/medical.ts';
import { missingItems } from './matters/missing.ts';
import { negotiationItems } from './matters/negotiation.ts';
import { orderItems } from './matters/order.ts';
import { policeItems } from './matters/police.ts';
import { rescueItems } from './matters/rescue.ts';
import { selfHarmItems } from './matters/self-harm.ts';
import { trafficItems } from './matters/traffic.ts';
import { utilityItems } from './matters/utility.ts';
import { violenceItems } from './matters/violence.ts';
import { widerEmergencyItems } from './matters/wider-emergencies.ts';
import { widerMatterItems } from './matters/wider-matters.ts';
import { widerSceneItems } from './matters/wider-scenes.ts';

/** The list that the product ships with; leads edit a copy, and every copy is checked by the same schema. */
export const defaultMatterList: MatterList = matterListSchema.parse({
  version: '2026.11.1',
  classes,
  markers,
  idioms,
  items: [
    ...violenceItems,
    ...confinementItems,
    ...selfHarmItems,
    ...missingItems,
    ...crimeItems,
    ...fraudItems,
    ...orderItems,
    ...policeItems,
    ...dangerItems,
    ...rescueItems,
    ...medicalItems,
    ...trafficItems,
    ...utilityItems,
    ...disputeItems,
    ...negotiationItems,
    ...elsewhereItems,
    ...governmentItems,
    ...marketItems,
    ...livelihoodItems,
    ...enquiryItems,
    ...widerEmergencyItems,
    ...widerMatterItems,
    ...widerSceneItems,
    ...hintItems,
  ],
});
