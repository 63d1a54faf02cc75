import type { ModerationSummaryView } from '@linping/shared';
import { waitedInWords } from '../moderation/waited.ts';
import type { Due } from './due.ts';

/** What residents submitted and nobody else sees before it was looked at: whoever handles the complaint waits for it. */
export function moderationDue({ texts, photos, oldestAt }: ModerationSummaryView, nowMs: number): readonly Due[] {
  if (texts + photos === 0) return [];
  return [{
    id: 'moderation', turn: 'mine', figure: { count: texts + photos, unit: '件' }, text: '待审核的照片和文字', way: { page: 'moderation' },
    ...(oldestAt && { more: `最早的${waitedInWords(oldestAt, nowMs)}，审核前别人看不到` }),
  }];
}
