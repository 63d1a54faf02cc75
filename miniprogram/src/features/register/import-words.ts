import type { ImportedView, ImportPreviewView, ImportRunView } from '@linping/shared';
import { thousands } from '../surveys/labels.ts';

const PHASES: Readonly<Record<ImportRunView['phase'], string>> = {
  reading: '正在读取',
  comparing: '正在与登记核对',
  writing: '正在写入',
  ended: '马上就好',
};

/** Where an import is: the file on its way (in thousandths), and after that what the server is doing. */
export function progressInWords(
  sentPerMille: number,
  run: ImportRunView | undefined,
): { readonly words: string; readonly value: number; readonly max: number } {
  if (run)
    return {
      words: `${PHASES[run.phase]}${run.total === null ? `：${thousands(run.done)} 行` : `：${thousands(run.done)} / ${thousands(run.total)} 行`}`,
      value: run.total === null ? 0 : run.done,
      max: Math.max(1, run.total ?? 1),
    };
  if (sentPerMille < 1000) return { words: `正在上传：${Math.floor(sentPerMille / 10)}%`, value: sentPerMille, max: 1000 };
  return { words: '已上传，等待处理', value: 1000, max: 1000 };
}

/** 「新增 3 行，更正 2 行，不变 40 行」; what is none is left out. */
export function countsInWords({ created, changed, unchanged }: Pick<ImportedView, 'created' | 'changed' | 'unchanged'>): string {
  const parts = [
    created > 0 && `新增 ${thousands(created)} 行`,
    changed > 0 && `更正 ${thousands(changed)} 行`,
    unchanged > 0 && `与登记相同 ${thousands(unchanged)} 行`,
  ].filter(Boolean);
  return parts.length === 0 ? '没有要改的内容' : parts.join('，');
}

/** How many places are wrong, those that are not listed too. */
export const faultsOf = ({ errors, moreErrors }: ImportPreviewView): number => errors.length + moreErrors;

const FORMATS: Readonly<Record<string, string>> = { xlsx: 'Excel 表格', 'utf-8': 'CSV（UTF-8）', gb18030: 'CSV（GBK）' };

/** How the file was read: where 锟斤拷 would come from a wrong guess, it is good to see which it was. */
export const formatInWords = ({ format, encoding }: Pick<ImportedView, 'format' | 'encoding'>): string => FORMATS[encoding ?? format] ?? format;
