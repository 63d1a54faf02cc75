import type { EstateStage } from '@linping/shared';
import { thousands } from '../surveys/labels.ts';

export const STAGE_LABELS: Readonly<Record<EstateStage, string>> = {
  procedures: '手续办理', construction: '设计施工', trialRun: '试运行', inService: '正式进场',
};

/** 「11,494 平方米」: the register keeps 0.01 ㎡. */
export function areaInWords(areaCentiSqm: number): string {
  const sqm = (areaCentiSqm - (areaCentiSqm % 100)) / 100;
  return `${thousands(sqm)} 平方米`;
}

/** 「3号楼 2单元501」, however the register wrote the door. */
export const homeInWords = ({ building, door }: { readonly building: string; readonly door: string }): string =>
  door.startsWith(building) ? door : `${building} ${door}`;
