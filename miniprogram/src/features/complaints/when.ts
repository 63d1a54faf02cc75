import { startInWords } from '../surveys/days-left.ts';
import { moment } from '../audit/moment.ts';

/** 「11月22日 16:05」 in Asia/Shanghai, with the year where it is not this one. */
export const when = (iso: string, nowMs: number): string => `${startInWords(iso, nowMs)} ${moment(iso).slice(11)}`;
