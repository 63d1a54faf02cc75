import { expect, it } from '@jest/globals';
import { waitedInWords } from './waited.ts';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const ago = (minutes: number) => waitedInWords(new Date(NOW - minutes * 60_000).toISOString(), NOW);

it.each([
  [-3, '刚刚提交'], [0, '刚刚提交'], [1, '等了 1 分钟'], [59, '等了 59 分钟'], [60, '等了 1 小时'], [23 * 60 + 59, '等了 23 小时'], [24 * 60, '等了 1 天'], [71 * 60, '等了 2 天'],
])('%i minutes ago: %s', (minutes, words) => expect(ago(minutes)).toBe(words));
