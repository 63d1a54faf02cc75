import { appliesTo, dayBefore, mostCount, rubricItem, sharedDays, unitOf, type Days, type EnterDeductionBody, type ItemNumber, type ProviderKind } from '@linping/shared';
import type { ContractRow } from '../../estates/estates.entity.ts';
import type { DemoDistrict, DemoEstate } from '../district/district.ts';
import { XIANGYUNLI } from '../district/figures.ts';
import { SeededRandom } from '../seeded-random.ts';
import { dealt } from '../surveys/turnout.ts';
import { EVERYDAY, type Finding, GRAVE } from './catalogue.ts';

/** How well an estate was looked after in the half-year that has ended: how many lines its sheet gets. */
const CARE = [
  { name: 'tended', weight: 470, everyday: [1, 3], grave: 0 },
  { name: 'plain', weight: 330, everyday: [4, 6], grave: 1 },
  { name: 'lax', weight: 150, everyday: [5, 7], grave: 4 },
  { name: 'neglected', weight: 50, everyday: [6, 8], grave: 10 },
] as const;
/** In a thousand estates so many sheets are still on the officer's desk after the half-year, and so many of the running one have first lines. */
const LEFT_OPEN = 30;
const BEGUN = 250;

export interface SheetFindings {
  readonly estate: DemoEstate;
  readonly past: readonly EnterDeductionBody[];
  readonly isSubmitted: boolean;
  readonly running: readonly EnterDeductionBody[];
}

/** What the officers find in the demo's two half-years. The same for the same district and seed; only its dates lie in the half-years. */
export class Findings {
  private readonly random: SeededRandom;

  /** `days`: those of each half-year on which somebody goes round. */
  constructor(private readonly district: DemoDistrict, seed: string, private readonly days: { readonly past: Days; readonly running: Days }) {
    this.random = new SeededRandom(`${seed} findings`);
  }

  all(): SheetFindings[] {
    const { estates, contracts, providers } = this.district;
    const kinds = new Map(providers.map(({ id, kind }) => [id, kind]));
    const contractOf = new Map(contracts.map((contract) => [contract.estateId, contract]));
    const care = dealt(CARE, estates.length, this.random);
    return estates.map((estate, i): SheetFindings => {
      const contract = contractOf.get(estate.row.id)!;
      const kind = kinds.get(contract.providerId)!;
      const isPublished = estate.row.code === XIANGYUNLI.code;
      const days = sharedDays(this.days.past, { first: contract.entryDate!, last: this.days.past.last })!; // a few entered inside it
      const past = isPublished ? this.published(days) : this.found(CARE.find(({ name }) => name === care[i])!, contract, kind, days);
      const isBegun = isPublished || this.random.chance(BEGUN);
      const running = isBegun ? this.some(EVERYDAY, this.random.between(1, 2), kind).map((finding) => this.line(finding, this.days.running, 1)) : [];
      return { estate, past, isSubmitted: isPublished || !this.random.chance(LEFT_OPEN), running };
    });
  }

  /** What the register says against item 1 too, as an officer who looks at it would find (序号1). */
  private found({ everyday: [least, most], grave }: (typeof CARE)[number], { signedDate, filedDate }: ContractRow, kind: ProviderKind, days: Days): EnterDeductionBody[] {
    const papers: Finding[] = kind === 'unit' || filedDate !== null ? [] : [{
      item: 1, unit: signedDate === null ? 'noContract' : 'notFiled', most: 1, places: ['街道办事处'],
      texts: [signedDate === null ? '未能提供物业服务合同' : '合同尚未在街道办事处、行业主管部门备案'],
    }];
    const found = [...papers, ...this.some(GRAVE, grave, kind), ...this.some(EVERYDAY, this.random.between(least, most), kind)];
    return found.map((finding) => this.line(finding, days, GRAVE.includes(finding) ? finding.most : this.random.between(1, finding.most)));
  }

  /** 祥云里小院: a sheet to look at, with lines in every category but the party's, where all was in order but one suggestion. */
  private published(days: Days): EnterDeductionBody[] {
    const line = (item: ItemNumber, unit: string, count: number, place: string, text: string): EnterDeductionBody =>
      this.line({ item, unit, most: count, places: [place], texts: [text] }, days, count);
    return [
      line(3, 'gap', 1, '小区公示栏', '服务电话已更换，公示栏未更新'),
      line(9, 'notRectified', 1, '社区居委会', '居民代表建议的晾衣区尚未安排'),
      line(10, 'guardAbsent', 1, '东门岗亭', '夜间门岗无人值守约四十分钟'),
      line(10, 'noPatrolLog', 4, '东门岗亭', '巡查记录本缺四日记录'),
      line(11, 'gap', 2, '2号楼北侧', '电动车飞线充电'),
      line(13, 'overflow', 1, '垃圾投放点', '雨后垃圾外溢，当日已清理'),
      line(16, 'gap', 1, '4号楼一单元', '楼梯扶手积灰'),
      line(19, 'gap', 1, '3号楼二单元', '楼道灯不亮，已报修'),
    ];
  }

  /** So many different ones of those that apply to the provider. */
  private some(catalogue: readonly Finding[], count: number, kind: ProviderKind): Finding[] {
    return this.random.shuffled(catalogue.filter(({ item }) => appliesTo(rubricItem(item), kind))).slice(0, count);
  }

  private line({ item, unit, places, texts }: Finding, days: Days, count: number): EnterDeductionBody {
    const most = mostCount(unitOf(rubricItem(item), unit)!.per, days); // no more months or days than were served
    return { id: this.random.uuid(), item, unit, count: Math.min(count, most), date: this.dayOf(days), place: this.random.pick(places), text: this.random.pick(texts) };
  }

  private dayOf({ first, last }: Days): string {
    const days: string[] = [];
    for (let day = last; day >= first; day = dayBefore(day)) days.push(day);
    return this.random.pick(days);
  }
}
