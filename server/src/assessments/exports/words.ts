import type { RunningRoundStatus, SheetWait } from '@linping/shared';

const ROUND_SENTENCES: Readonly<Record<RunningRoundStatus, (needed: number) => string>> = {
  draft: () => '居民满意度调查尚未开始',
  open: (needed) => (needed > 0 ? `居民满意度调查进行中，距样本数还差${needed}户` : '居民满意度调查进行中，样本数已够'),
  closed: () => '居民满意度调查已截止，等待第二人认定',
  short: (needed) => `居民满意度调查样本不足，还差${needed}户，等待补充`,
};

/** What a sheet waits for, as a sentence. */
export function waitSentence(wait: SheetWait): string {
  switch (wait.code) {
    case 'periodRunning': return `考核期尚未结束（至${wait.until}）`;
    case 'roundMissing': return '本半年还没有居民满意度调查';
    case 'roundRunning': return ROUND_SENTENCES[wait.status](wait.needed);
    case 'roundInsufficient': return '居民满意度调查样本不足10%，补充期已过：本表暂挂、补贴暂缓，不因此扣减企业';
  }
}
