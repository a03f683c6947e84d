import { backlog } from './backlog.ts';
import { domain } from './domain.ts';
import { error } from './error.ts';
import { form } from './form.ts';
import { lead } from './lead.ts';
import { matterList } from './matter-list.ts';
import { notice } from './notice.ts';
import { phone } from './phone.ts';
import { review } from './review.ts';
import { shell } from './shell.ts';
import { suggestion } from './suggestion.ts';
import { transfer } from './transfer.ts';
import { unsent } from './unsent.ts';

export const zh = {
  ...shell,
  ...phone,
  ...transfer,
  ...backlog,
  ...unsent,
  ...lead,
  ...matterList,
  ...review,
  ...error,
  ...notice,
  ...domain,
  ...form,
  ...suggestion,
} as const;
