import { hundredths } from '../../platform/documents/amounts.ts';
import type { EstateRow } from '../estates.entity.ts';
import type { Engagement } from '../estates.store.ts';
import type { Example } from './difference.ts';
import type { EstateLine } from './estate-lines.ts';

/** What a list would change of an estate, as its columns call it. */
export function estateExample(line: EstateLine, estate: EstateRow, nameOf: (placeId: string) => string, engaged: readonly Engagement[]): Example {
  const provider = line.provider;
  const before = engaged.find(({ name }) => name === provider?.name) ?? engaged[0];
  const fields: readonly (readonly [string, string, string])[] = [
    ['小区名称', estate.name, line.name],
    ['街道', nameOf(estate.streetId), line.street],
    ['社区', nameOf(estate.communityId), line.community],
    ['地址', estate.address, line.address],
    ['建成年份', String(estate.builtYear ?? ''), String(line.builtYear ?? '')],
    ['建筑面积', hundredths(estate.areaCentiSqm), hundredths(line.areaCentiSqm)],
    ...(provider ? [
      ['物业企业', before?.name ?? '', provider.name],
      ['物业电话', before?.phone ?? '', provider.phone || (before?.phone ?? '')],
      ['合同签订日期', before?.signedDate ?? '', provider.signedDate ?? ''],
      ['备案日期', before?.filedDate ?? '', provider.filedDate ?? ''],
      ['进场日期', before?.entryDate ?? '', provider.entryDate ?? ''],
    ] as const : []),
  ];
  return {
    line: line.line, name: line.name,
    fields: fields.filter(([, from, to]) => from !== to).map(([column, from, to]) => ({ column, from, to })),
  };
}
