import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { DISCLOSURE_KINDS, DISCLOSURE_WORDS, type StatementView } from '@linping/shared';
import { fontsOf, rendered } from '../../platform/documents/pdf/pdf.testing.ts';
import { noticePdf } from './notice-pdf.ts';
import { noticeOf } from './notice.ts';
import { EVERY_KIND, statementWith } from './notice.testing.ts';

const LINK = 'https://linping.example/#/pages/statement/index?id=0b6c2c1e-6a51-4a52-9f8b-0c4b6a1de001';

/** The page as Chrome shows it; it lies in test/out/notice to be looked at. */
async function pagesOf(name: string, view: StatementView) {
  const pdf = await noticePdf(noticeOf(view, LINK, '2026-07-12'));
  const pages = await rendered(pdf);
  const folder = join(import.meta.dirname, '../../../../test/out/notice');
  mkdirSync(folder, { recursive: true });
  pages.forEach(({ png }, i) => writeFileSync(join(folder, `${name}-${i + 1}.png`), png));
  return { pdf, pages, text: pages.map(({ text }) => text.replace(/\s+/g, '')).join('\n') };
}

describe('the notice in the stairwell', () => {
  it('says on one page what came in, what was spent and what is left, who says so, and where to read all of it', async () => {
    const { pdf, pages, text } = await pagesOf('usual', statementWith());
    expect(pages).toHaveLength(1);
    for (const words of [
      '收支公示', '五里堡街道', '祥云里小院', '郑州祥和物业服务有限公司', '2026年上半年（2026-01-01至2026-06-30）', '12,865.30', '67,113.40', '52,871.25', '27,107.45', '收入合计', '物业费', '43,120.00',
      '政府补贴', '人员费用', '水电能耗', '2026-07-12公布', '4F9C0D2BE81A77E3', '扫右边的二维码', '第1页共1页',
    ]) expect(text).toContain(words);
    expect(fontsOf(pdf).every(({ isEmbedded }) => isEmbedded)).toBe(true);
  });

  it('stays on one page with every kind, long names and long words', async () => {
    const { pages, text } = await pagesOf('everything', statementWith({
      estate: '二七区嵩山路街道中原东路社区郑州铁路局第二家属院北院（含西侧三栋）', bodyName: '河南省郑州市二七区祥和安居物业管理与社区综合服务股份有限公司第三分公司', edition: 3, openingFen: -98_765_432_100,
      corrects: { statementId: 'a', edition: 2, reason: '二月份电梯维修费发票重复入账，三月份车位费漏记一笔，经居民提问核实后更正，并已在公示栏说明' },
      computed: [{ kind: 'propertyFee', amountFen: 12_000_000, wechatFen: 0, refundedFen: 0, cashFen: 0, transferFen: 0, payments: 0, declaredFen: 12_345_678, differenceFen: 345_678, explanation: '系统上线前收取的现金' }],
      remark: '本期人员费用含两名保洁员和四名秩序维护员的工资、社保。'.repeat(40), cosigns: [{ verdict: 'objected', text: '绿化费用偏高，请附合同', on: '2026-07-20' }],
    }, EVERY_KIND));
    expect(pages).toHaveLength(1);
    for (const kind of DISCLOSURE_KINDS) expect(text).toContain(DISCLOSURE_WORDS[kind]);
    for (const words of ['本版为第3版，更正第2版。原因：二月份电梯维修费发票重复入账', '系统记录120,000.00元，申报123,456.78元，差额说明：系统上线前收取的现金', '−987,654,321.00', '2026-07-12公布第3版', '业主委员会2026-07-20提出异议：绿化费用偏高，请附合同', '防改校验码']) expect(text).toContain(words);
  });

  it('says so where nothing came in or nothing was spent', async () => {
    const { text } = await pagesOf('empty', statementWith({ cosigns: [{ verdict: 'cosigned', text: '', on: '2026-07-20' }] }, { parking: 100 }));
    expect(text).toContain('支出合计0.00元');
    expect(text).toContain('本期没有');
    expect(text).toContain('业主委员会2026-07-20联签');
  });
});
