import type { SeededRandom } from '../seeded-random.ts';

const INSTITUTIONS = [
  '铁路局', '纺织厂', '粮食局', '机械厂', '邮电局', '食品厂', '印刷厂', '面粉厂', '化工厂', '水利局', '商业局', '供销社', '电缆厂', '针织厂', '塑料厂',
  '百货公司', '运输公司', '建筑公司', '房管局', '教育局', '医药公司', '轻工局', '煤炭公司', '地质队', '测绘院', '设计院', '冶金厂', '橡胶厂', '木器厂', '仪表厂',
];
const ORDINALS = ['', '', '', '第一', '第二', '第三'];
const SIDES = ['', '', '东院', '西院', '南院', '北院'];
const ROADS = [
  '大学路', '航海路', '京广路', '淮河路', '陇海路', '兴华街', '嵩山路', '长江路', '汝河路', '解放路', '福寿街', '一马路', '铭功路', '建中街', '碧云路',
  '政通路', '康复街', '交通路', '永安街', '南屏路',
];
const WORDS = [
  '祥和', '永安', '兴隆', '康乐', '金桥', '春晖', '双桥', '和平', '向阳', '友爱', '丽景', '锦绣', '安居', '福瑞', '明珠', '百花', '绿云', '西苑', '南苑', '东苑',
  '华源', '育英', '同乐', '长春', '勤劳',
];
const KINDS = ['小区', '新村', '花园', '苑', '小院', '里'];

const COMMUNITY_WORDS = [
  '建设', '永安', '兴华', '康复', '友爱', '向阳', '和平', '新华', '光明', '东风', '春晓', '民安', '育才', '双河', '长青', '团结', '幸福', '安康', '祥瑞', '航运', '桥南', '桥北', '站前', '绿城',
];
const COMMUNITY_KINDS = ['', '路', '街', '里', '苑'];

/** A long name, as the old compounds of the railway have them: the pages must hold it. */
export const LONG_NAME = '铁路局第二家属院北院';

export interface EstateName {
  readonly name: string;
  /** The compound of an institution, which often manages it itself (四(二)1). */
  readonly isCompound: boolean;
}

/** Estates' names as the district has them: compounds, numbered yards, small estates. None twice. */
export class EstateNames {
  private readonly taken = new Set<string>();

  constructor(private readonly random: SeededRandom) {}

  reserve(name: string): void {
    this.taken.add(name);
  }

  next(): EstateName {
    for (;;) {
      const candidate = this.candidate();
      if (this.taken.has(candidate.name)) continue;
      this.taken.add(candidate.name);
      return candidate;
    }
  }

  address(): string {
    return `${this.random.pick(ROADS)}${this.random.between(1, 160)}号`;
  }

  private candidate(): EstateName {
    const { random } = this;
    const kind = random.below(10);
    if (kind < 4) return { isCompound: true, name: `${random.pick(INSTITUTIONS)}${random.pick(ORDINALS)}家属院${random.pick(SIDES)}` };
    if (kind < 7) return { isCompound: false, name: `${random.pick(ROADS)}${random.between(1, 199)}号院` };
    return { isCompound: false, name: `${random.pick(WORDS)}${random.pick(KINDS)}` };
  }
}

/** Communities' names, none twice in the district. */
export const communityNames = (random: SeededRandom): string[] =>
  random.shuffled(COMMUNITY_WORDS.flatMap((word) => COMMUNITY_KINDS.map((kind) => `${word}${kind}社区`)));
