import type { Archive } from './archive.ts';
import { readXml } from './xml.ts';

/** Number formats without a written code that show a day; 27–36 and 50–58 are those of Chinese, Japanese and Korean programs. */
const isBuiltInDate = (id: number): boolean => (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

/** A written code shows a day or a time when it names one outside of quotes, brackets and escapes: 「yyyy"年"m"月"」 does, 「0"日"」 does not. */
const isDateCode = (code: string): boolean => /[ymdhs]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\.|_.|\*./g, '').replace(/General/gi, ''));

/** Which of a cell's styles show its number as a date. Throws Unreadable. */
export async function dateStyles(archive: Archive, part: string | undefined): Promise<ReadonlySet<number>> {
  const dates = new Set<number>();
  if (part === undefined) return dates;
  const codes = new Map<number, string>();
  let isInFormats = false;
  let style = 0;
  await readXml(await archive.part(part), {
    opened: (name, attributes) => {
      if (name === 'cellXfs') isInFormats = true;
      if (name === 'numFmt') codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
      if (name !== 'xf' || !isInFormats) return;
      const id = Number(attributes.numFmtId ?? 0);
      const code = codes.get(id);
      if (code === undefined ? isBuiltInDate(id) : isDateCode(code)) dates.add(style);
      style += 1;
    },
    closed: (name) => {
      if (name === 'cellXfs') isInFormats = false;
    },
  });
  return dates;
}
