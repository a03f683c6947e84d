import { matterListSchema, type MatterList } from './matter-list.ts';
import data from './default-list.json' with { type: 'json' };

/** What the product ships with; leads publish changed copies of it. */
export const defaultMatterList: MatterList = matterListSchema.parse(data);
