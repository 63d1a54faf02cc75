import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { RUBRIC } from '@linping/shared';
import { fontsOf, rendered, type RenderedPage } from '../../platform/documents/pdf/pdf.testing.ts';
import { annexOf } from './annex.ts';
import { annexPdf } from './annex-pdf.ts';
import { LONG_ESTATE, manyDeductions, sheetWith, type TestSheet } from './annex.testing.ts';

/** The pages as Chrome shows them; they lie in test/out/annex to be looked at. */
async function pagesOf(name: string, sheet: TestSheet) {
  const pdf = await annexPdf(annexOf(sheetWith(sheet), '2026-07-06'));
  const pages = await rendered(pdf);
  const folder = join(import.meta.dirname, '../../../../test/out/annex');
  mkdirSync(folder, { recursive: true });
  pages.forEach(({ png }, i) => writeFileSync(join(folder, `${name}-${i + 1}.png`), png));
  return { pdf, pages, text: pages.map(({ text }) => text.replace(/\s+/g, '')).join('\n') };
}
/** Whether anything dark is painted in a part of the page, given in thousandths. */
function isInked({ pixels, width, height }: RenderedPage, [left, top, right, bottom]: readonly [number, number, number, number]): boolean {
  const at = (share: number, of: number) => Math.floor((share * of) / 1000);
  for (let y = at(top, height); y < at(bottom, height); y += 1) for (let x = at(left, width); x < at(right, width); x += 1) if (pixels[(y * width + x) * 4]! < 120) return true;
  return false;
}
const MARGINS = [[0, 0, 1000, 38], [0, 0, 58, 1000], [942, 0, 1000, 1000], [0, 972, 1000, 1000]] as const;

describe('the printed annex', () => {
  it('of a full sheet is one page with the scheme\'s words, its fonts inside and subset', async () => {
    const { pdf, pages, text } = await pagesOf('full', {});
    expect(pages).toHaveLength(1);
    for (const item of RUBRIC) expect(text).toContain(item.text.replace(/\s+/g, ''));
    for (const word of ['二七区老旧小区物业管理考核评分表', '考核人（签字）', '复核人（签字）', '日期', '第1页共1页', '20,690.10元', '优秀']) expect(text).toContain(word);
    const fonts = fontsOf(pdf);
    expect(fonts.map(({ isEmbedded }) => isEmbedded)).toEqual([true, true]);
    for (const { name } of fonts) expect(name).toMatch(/^[A-Z]{6}\+NotoSansSC/);
    expect(pdf.length).toBeLessThan(300_000); // the fonts themselves have 20 MB
  });

  it('writes rare characters of names, and none of them as an empty box', async () => {
    const rare = '㛃䶮〇燊赟犇骉甪叕喆翀';
    const { text } = await pagesOf('rare', { estate: rare, provider: `${rare}物业` });
    expect(text).toContain(rare);
  });

  it('of sixty deductions repeats the header on each page, keeps inside the margins and numbers the pages', async () => {
    const { pages, text } = await pagesOf('sixty', {
      estate: LONG_ESTATE, provider: '郑州铁路局第二家属院北院中原东路物业管理服务有限责任公司第三分公司', satisfaction: 80, deductions: manyDeductions(60),
    });
    expect(pages.length).toBeGreaterThan(2);
    expect(text.replace(/\n/g, '')).toContain(LONG_ESTATE);
    for (const [i, page] of pages.entries()) {
      const words = page.text.replace(/\s+/g, '');
      expect(words).toContain(`第${i + 1}页共${pages.length}页`);
      expect(words).toContain(i === 0 ? '评分标准' : '事由及依据');
      for (const margin of MARGINS) expect(isInked(page, margin)).toBe(false);
    }
    expect(text).toContain('考核人（签字）');
    expect(text.match(/张㛃/g)).toHaveLength(40);
    expect(text).not.toContain('…');
  });

  it('of a draft says so across every page, and of a held one what it waits for', async () => {
    const { pages, text } = await pagesOf('held', {
      status: 'draft', satisfaction: null, deductions: manyDeductions(9), waitsFor: [{ code: 'periodRunning', until: '2026-06-30' }, { code: 'roundRunning', roundId: 'r', status: 'short', needed: 4 }],
    });
    for (const page of pages) expect(page.text).toContain('草稿');
    expect(text).toContain('本表还不能提交，等待：考核期尚未结束（至2026-06-30）；居民满意度调查样本不足，还差4户，等待补充。');
    expect(text).toContain('待认定');
    const submitted = await pagesOf('submitted', { deductions: manyDeductions(3) });
    expect(submitted.text).not.toContain('草稿');
  });

  it('holds the longest texts that can be entered', async () => {
    const longest = '检'.repeat(500);
    const { text } = await pagesOf('longest', { deductions: [{ item: 10, unit: 'guardAbsent', place: '北'.repeat(100), text: longest }, { item: 11, unit: 'gap', text: 'W'.repeat(500), place: '' }] });
    expect(text.match(/检/g)!.length).toBe(500 + (sheetTextCount()));
    expect(text.match(/W/g)).toHaveLength(500);
  });
});

/** 「检」 does not stand in the annex itself; its own words must not be counted with somebody's. */
const sheetTextCount = (): number => RUBRIC.map(({ text, criteria }) => text + criteria).join('').split('检').length - 1;
