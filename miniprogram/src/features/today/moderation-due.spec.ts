import { expect, it } from '@jest/globals';
import { moderationDue } from './moderation-due.ts';

const NOW = Date.parse('2026-11-22T12:00:00Z');

it('counts what waits for a moderator, and since when', () => {
  expect(moderationDue({ texts: 2, photos: 5, checking: 9, oldestAt: '2026-11-22T09:00:00Z' }, NOW)).toEqual([
    { id: 'moderation', turn: 'mine', figure: { count: 7, unit: '件' }, text: '待审核的照片和文字', more: '最早的等了 3 小时，审核前别人看不到', way: { page: 'moderation' } },
  ]);
});

it('says nothing where nothing waits, whatever WeChat still looks at', () => expect(moderationDue({ texts: 0, photos: 0, checking: 4, oldestAt: null }, NOW)).toEqual([]));
