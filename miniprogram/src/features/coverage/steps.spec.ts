import { expect, test } from '@jest/globals';
import type { RoundStepView } from '@linping/shared';
import { at, NOW } from './coverage.testing.ts';
import { stepInWords } from './steps.ts';

const step = (over: Partial<RoundStepView>): RoundStepView => ({ step: 'open', at: at('2026-05-20T08:30'), by: null, participated: null, closesAt: null, ...over });

test.each([
  { given: step({}), what: '开始', who: '到时间自动', when: '5月20日 08:30' },
  { given: step({ at: at('2026-05-20T00:00') }), what: '开始', when: '5月20日 0:00' },
  { given: step({ step: 'close', at: at('2026-06-21T00:00') }), what: '截止', when: '6月20日 24:00' },
  { given: step({ step: 'close', by: '工作人员甲', participated: 12 }), what: '截止，已参与 12 户', who: '工作人员甲' },
  { given: step({ step: 'extend', by: '工作人员甲', closesAt: at('2026-06-25T00:00') }), what: '延期到 6月24日 24:00' },
  { given: step({ step: 'supplement', by: '工作人员乙', closesAt: at('2026-07-16T00:00') }), what: '户数不足，补充调查到 7月15日 24:00' },
  { given: step({ step: 'certify', by: '工作人员乙' }), what: '认定结果', who: '工作人员乙' },
  { given: step({ step: 'insufficient' }), what: '到补充期限仍不够，本轮结束', who: '到时间自动' },
])('a step says: $what', ({ given, ...words }) => expect(stepInWords(given, NOW)).toMatchObject(words));
