import type { EditEstateBody, EstateRegisterView } from '@linping/shared';
import { areaOf, written } from './area.ts';

/** An estate's facts as they are typed. */
export interface EstateForm {
  readonly name: string;
  readonly address: string;
  readonly builtYear: string;
  readonly area: string;
  readonly reason: string;
  readonly [field: string]: string;
}
export const ESTATE_FIELD_LABELS: Readonly<Record<string, string>> = { name: '名称', address: '地址', builtYear: '建成年份', area: '建筑面积（平方米）', reason: '更正面积的理由' };

export const estateForm = ({ name, address, builtYear, areaCentiSqm }: EstateRegisterView): EstateForm =>
  ({ name, address, builtYear: builtYear === null ? '' : String(builtYear), area: written(areaCentiSqm), reason: '' });

/** Why the form cannot be sent, by field; empty when it can. `thisYear` in Asia/Shanghai. */
export function estateFaults(form: EstateForm, estate: EstateRegisterView, thisYear: number): Readonly<Partial<Record<keyof EstateForm, string>>> {
  const faults: Partial<Record<keyof EstateForm, string>> = {};
  if (form.name.trim() === '') faults.name = '名称不能为空';
  if (form.address.trim() === '' && estate.address !== '') faults.address = '地址不能为空';
  if (form.builtYear !== '' && !(/^\d{4}$/.test(form.builtYear) && Number(form.builtYear) >= 1900 && Number(form.builtYear) <= thisYear)) {
    faults.builtYear = `应为 1900 至 ${thisYear} 的四位年份，不清楚可以留空`;
  }
  if (areaOf(form.area) === undefined) faults.area = '应为大于 0 的平方米数，最多两位小数';
  else if (areaOf(form.area) !== estate.areaCentiSqm && form.reason.trim().length < 2) faults.reason = '面积关系补贴金额，请写明更正的依据';
  return faults;
}

/** What differs, to be sent with the version that was seen; undefined where nothing does. */
export function estateChange(form: EstateForm, estate: EstateRegisterView): EditEstateBody | undefined {
  const builtYear = form.builtYear === '' ? null : Number(form.builtYear);
  const area = areaOf(form.area);
  const change = {
    ...(form.name.trim() !== estate.name && { name: form.name.trim() }),
    ...(form.address.trim() !== estate.address && { address: form.address.trim() }),
    ...(builtYear !== estate.builtYear && { builtYear }),
    ...(area !== undefined && area !== estate.areaCentiSqm && { area: { centiSqm: area, reason: form.reason.trim() } }),
  };
  return Object.keys(change).length === 0 ? undefined : { version: estate.version, ...change };
}
