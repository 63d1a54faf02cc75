import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { BillLineView, BillView, CollectionView } from '@linping/shared';
import { fontsOf, rendered } from '../../platform/documents/pdf/pdf.testing.ts';
import { receiptOf } from './receipt.ts';
import { receiptPdf } from './receipt-pdf.ts';

const line = (over: Partial<BillLineView> = {}): BillLineView => ({ name: '物业服务费', basis: 'area', rateFen: 35, areaCentiSqm: 6_743, months: 6, discountFen: 708, amountFen: 13_452, ...over });
const taken = (over: Partial<CollectionView> = {}): CollectionView => ({
  id: 'k', channel: 'cash', amountFen: 18_252, paidOn: '2026-11-20', receiptNumber: '0042-000137-1', collector: '王师傅', note: '', vouchers: [], reversedOn: null, ...over,
});
const bill = (over: Partial<BillView> = {}): BillView => ({
  id: 'b', number: '0042-000137', estateId: 'e', estate: '祥云里小院', building: '3号楼', door: '2单元301', householdId: 'h', providerId: 'p', provider: '诚信物业服务有限公司',
  fromMonth: '2026-07', untilMonth: '2026-12', lines: [line(), line({ name: '生活垃圾清运费', basis: 'fixed', rateFen: 800, areaCentiSqm: null, discountFen: 0, amountFen: 4_800 })],
  amountFen: 18_252, refundedFen: 0, status: 'paid', dueOn: '2026-12-31', isOverdue: false, voidedFor: null, orderId: null, collections: [], refunds: [], invoice: null, isPayableHere: false, version: 2, ...over,
});

/** The pages as Chrome shows them; they lie in test/out/receipt to be looked at. */
async function pagesOf(name: string, of: BillView, collection: CollectionView) {
  const pdf = await receiptPdf(receiptOf(of, collection, '2026-11-22'));
  const pages = await rendered(pdf);
  const folder = join(import.meta.dirname, '../../../../test/out/receipt');
  mkdirSync(folder, { recursive: true });
  pages.forEach(({ png }, i) => writeFileSync(join(folder, `${name}-${i + 1}.png`), png));
  return { pdf, pages, text: pages.map((page) => page.text.replace(/\s+/g, '')).join('\n') };
}

describe('the printed receipt', () => {
  it('says on one page who took how much for what, in figures and in words', async () => {
    const { pdf, pages, text } = await pagesOf('usual', bill(), taken());
    expect(pages).toHaveLength(1);
    for (const words of [
      '物业服务收费收据', '0042-000137-1', '诚信物业服务有限公司', '祥云里小院', '3号楼2单元301', '2026-07至2026-12', '2026-11-20', '现金', '0.35元/㎡·月', '67.43㎡', '8.00元/月', '7.08', '134.52', '48.00',
      '人民币（大写）：壹佰捌拾贰元伍角贰分', '合计¥182.52', '本收据不是发票', '收款单位（盖章）', '第1页共1页',
    ]) expect(text).toContain(words);
    expect(text).not.toContain('王师傅');
    expect(fontsOf(pdf).every(({ isEmbedded }) => isEmbedded)).toBe(true);
  });

  it('of money that went back says how much stayed, and a reversed one is marked across the page', async () => {
    expect((await pagesOf('refunded', bill({ refundedFen: 8_252 }), taken({ channel: 'wechat' }))).text).toContain('已退款82.52元，实收100.00元');
    const { text } = await pagesOf('reversed', bill({ status: 'issued' }), taken({ reversedOn: '2026-11-21' }));
    expect(text).toContain('已冲正');
    expect(text).toContain('本收据已于2026-11-21冲正作废');
  });

  it('holds the longest names and the largest amount there may be', async () => {
    const { pages, text } = await pagesOf('long', bill({
      estate: '二七区嵩山路街道中原东路社区郑州铁路局第二家属院北院'.repeat(3), provider: '河南省诚信百年物业服务有限责任公司郑州第三分公司'.repeat(3), door: '门'.repeat(60),
      lines: Array.from({ length: 30 }, (_, i) => line({ name: `${'费'.repeat(38)}${i}`, amountFen: 1_199_999_999, rateFen: 100_000, areaCentiSqm: 1_000_000 })),
    }), taken({ amountFen: 35_999_999_970 }));
    expect(pages.length).toBeGreaterThan(1);
    expect(text.match(/费/g)!.length).toBeGreaterThanOrEqual(30 * 38);
    expect(text).toContain('合计¥359,999,999.70');
    expect(text.replace(/\n/g, '')).toContain('叁亿伍仟玖佰玖拾玖万玖仟玖佰玖拾玖元柒角整');
    expect(text).not.toContain('…');
  });
});
