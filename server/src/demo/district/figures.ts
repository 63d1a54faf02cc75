/** What of a district is given; everything below it is generated. */
export interface DistrictSize {
  readonly estates: number;
  readonly households: number;
  readonly areaCentiSqm: number;
}

/** The district's public figures (2025): 511 renovated estates, 70,954 households, 5,873,300 ㎡ (`domain.md` §7). */
export const ERQI: DistrictSize = { estates: 511, households: 70_954, areaCentiSqm: 587_330_000 };

/** 二七区's number in the national register of districts: what the estates' codes begin with. */
export const DISTRICT_CODE = '410103';

/** The sixteen streets by their names. No list of estates per street is public: the weights are a guess, lower at the rural edge. */
export const STREETS = [
  { name: '淮河路街道', weight: 12 }, { name: '铭功路街道', weight: 10 }, { name: '一马路街道', weight: 9 }, { name: '蜜蜂张街道', weight: 11 },
  { name: '五里堡街道', weight: 11 }, { name: '大学路街道', weight: 13 }, { name: '建中街街道', weight: 9 }, { name: '福华街街道', weight: 10 },
  { name: '德化街街道', weight: 7 }, { name: '嵩山路街道', weight: 13 }, { name: '京广路街道', weight: 10 }, { name: '长江路街道', weight: 10 },
  { name: '人和路街道', weight: 6 }, { name: '侯寨街道', weight: 3 }, { name: '金水源街道', weight: 3 }, { name: '马寨镇', weight: 3 },
] as const;

/** The one estate that is published with data. Its area is not, and is the share that its households have in the district's. */
export const XIANGYUNLI = {
  code: `${DISTRICT_CODE}-001`, name: '祥云里小院', street: '五里堡街道', community: '香榭丽社区', buildings: 4, households: 154, builtYear: 1980,
} as const;

/** Households of an estate: log-normal and clamped, because no list is public. */
export const ESTATE_LEAST = 20;
export const ESTATE_MOST = 900;
