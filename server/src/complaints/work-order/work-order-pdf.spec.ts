import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { MOST_COMPLAINT_TEXT, type ComplaintView } from '@linping/shared';
import { fontsOf, rendered } from '../../platform/documents/pdf/pdf.testing.ts';
import { deadline, workOrderOf } from './work-order.ts';
import { workOrderPdf } from './work-order-pdf.ts';
import { complaint, photo, step } from './work-order.testing.ts';

const LONG_ESTATE = '二七区嵩山路街道中原东路社区郑州铁路局第二家属院北院';

/** The pages as Chrome shows them; they lie in test/out/work-order to be looked at. */
async function pagesOf(name: string, view: ComplaintView) {
  const pdf = await workOrderPdf(workOrderOf(view, '2026-11-22'));
  const pages = await rendered(pdf);
  const folder = join(import.meta.dirname, '../../../../test/out/work-order');
  mkdirSync(folder, { recursive: true });
  pages.forEach(({ png }, i) => writeFileSync(join(folder, `${name}-${i + 1}.png`), png));
  return { pdf, pages, text: pages.map(({ text }) => text.replace(/\s+/g, '')).join('\n') };
}

describe('the printed work order', () => {
  it('says on one page what, where and by when, and leaves room to write and to sign', async () => {
    const { pdf, pages, text } = await pagesOf('usual', complaint());
    expect(pages).toHaveLength(1);
    for (const words of [
      'TS-20261120-0007', '祥云里小院', '3号楼', '2单元电梯口', '垃圾满溢、没清运', '一般', '收到时间2026-11-2009:30', '受理期限2026-11-2011:05完成', '办结期限2026-11-2724:00前',
      '垃圾桶满了三天没人清运', '已收到，今天下午清运。', '派单，交王师傅', '现场情况与处理结果', '办理人（签字）', '第1页共1页',
    ]) expect(text).toContain(words);
    expect(fontsOf(pdf).every(({ isEmbedded }) => isEmbedded)).toBe(true);
  });

  it('names no complainant and no staff of the street, even where the view does', async () => {
    const filed = step({ by: { side: 'resident', word: '居民', name: '赵某某' } });
    const supervised = step({ sequence: 2, kind: 'supervise', by: { side: 'street', word: '五里堡街道', name: '钱某某' }, text: '请尽快', facts: { until: '2026-11-25' } });
    const { text } = await pagesOf('names', complaint({ steps: [filed, supervised], isSupervised: true }));
    expect(text).not.toMatch(/赵某某|钱某某/);
    expect(text).toContain('督办，2026-11-25前办结');
    expect(text).toContain('（街道督办）');
  });

  it('leaves out words and photos that have not passed, whoever reads them on the screen', async () => {
    const { text } = await pagesOf('checking', complaint({
      steps: [step({ text: '还在审核的话', textCheck: 'checking', photos: [photo('checking')] }), step({ sequence: 2, kind: 'add', text: '不许看的话', textCheck: 'refused', photos: [photo(), photo('refused')] })],
    }));
    expect(text).not.toMatch(/还在审核的话|不许看的话|2单元电梯口/);
    expect(text).toContain('文字尚未通过审核');
    expect(text).toContain('（照片1张，见系统）');
    expect(text).not.toContain('照片2张');
  });

  it('of an urgent one says so first; a clock that stands says why, one that is late says so', async () => {
    const { text } = await pagesOf('urgent', complaint({
      isUrgent: true, isPaused: true, status: 'awaitingResident',
      clocks: [{ clock: 'acknowledge', dueAt: '2026-11-20T03:30:00.000Z', metAt: '2026-11-20T04:00:00.000Z', wasLate: true }, { clock: 'resolve', dueAt: null, metAt: null, wasLate: false }],
    }));
    expect(text).toContain('紧急：请立即到场');
    expect(text).toContain('响应期限2026-11-2012:00完成（已超期）');
    expect(text).toContain('等待居民答复，暂停计时');
  });

  it('of the longest complaint with a long history goes over several pages and loses nothing', async () => {
    const history = Array.from({ length: 40 }, (_, i) => step({ sequence: i + 2, kind: 'reply', text: `第${i}次：${'长'.repeat(60)}`, by: { side: 'firm', word: '诚信物业服务有限公司郑州第三分公司', name: null } }));
    const { pages, text } = await pagesOf('long', complaint({
      estate: LONG_ESTATE, spot: '位'.repeat(60), steps: [step({ text: '满'.repeat(MOST_COMPLAINT_TEXT) }), ...history],
    }));
    expect(pages.length).toBeGreaterThan(1);
    expect(text.replace(/\n/g, '')).toContain(LONG_ESTATE);
    expect(text.match(/满/g)!.length).toBeGreaterThanOrEqual(MOST_COMPLAINT_TEXT);
    expect(text.match(/长/g)).toHaveLength(40 * 60);
    expect(text).toContain('办理人（签字）');
    expect(text).not.toContain('…');
  });

  it('writes the end of a day as that day', () => {
    expect(deadline('2026-11-27T16:00:00.000Z')).toBe('2026-11-27 24:00前');
    expect(deadline('2026-11-27T03:30:00.000Z')).toBe('2026-11-27 11:30前');
  });
});
