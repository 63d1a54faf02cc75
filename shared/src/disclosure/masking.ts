/** A digit, or one spelled out: 「一三八」, 「幺」. Full width is half width by then. */
const N = '[\\d〇零一二两三四五六七八九十百]';
/** What people put between the digits of a number, so that no program finds it. */
const GAP = '[\\s\\-—–_.。·,\uff0c、]?';
const COLON = '[\\s:\uff1a]*';
const COMMA = '[\\s,\uff0c\\-—]?';
const digits = (from: number, to = from): string => `(?:\\d${GAP}){${from - 1},${to - 1}}\\d`;
/** What has little shape but its length: what parts the figures of lists and amounts does not part its digits. */
const closer = (from: number, to: number | '' = ''): string => `(?:\\d[\\s\\-—–_·]?){${from - 1},${to === '' ? '' : to - 1}}\\d`;
/** Six of a place, a day of birth, three in order, one to check them. */
const IDENTITY = ['[1-9]', '\\d', '\\d', '\\d', '\\d', '\\d', `(?:1${GAP}9|2${GAP}0)`, '\\d', '\\d', `(?:0${GAP}[1-9]|1${GAP}[0-2])`, `(?:0${GAP}[1-9]|[12]${GAP}\\d|3${GAP}[01])`, '\\d', '\\d', '\\d', '[\\dXx]'].join(GAP);

const PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼';
const BUILDING = `${N}{1,4}(?:号楼|号院|栋|幢|座|#楼?|号(?=${N}{1,2}单元))`;
const UNIT = `${N}{1,2}个?(?:单元|门栋)`;
/** Three or four figures that are a room's and no amount, length or year. */
const ROOM = `(?:${N}{1,5}(?:号房|号室|号户|号|室|房|户)|${N}{3,4}(?!${N}|[.。]\\d|[,\uff0c]\\d{3}|元|块|万|千|多|平|米|度|吨|年|次|天|个|盏|台|m|㎡))`;
const FLOOR = `${N}{1,3}(?:楼|层)[东西南北中]+(?:边|侧)?户`;

interface Rule {
  readonly mask: string;
  /** What may not stand before it: part of a longer number. */
  readonly notAfter?: string;
  readonly what: string;
  readonly notBefore?: string;
}
/** A figure of money, however long. */
const NO_NUMBER = '[\\d元]';
/** In this order: the longer number first. */
const RULES: readonly Rule[] = [
  { mask: '【邮箱】', what: '[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+' },
  { mask: '【证件号】', notAfter: '\\d', what: IDENTITY, notBefore: '[\\dA-Za-z]' },
  { mask: '【账号】', what: `(?:微信|QQ|V信|VX|WX|支付宝)(?:号码?|群)?(?:是|为)?${COLON}[A-Za-z\\d][\\w-]{4,25}` },
  { mask: '【账号】', notAfter: '\\d', what: closer(14), notBefore: NO_NUMBER },
  { mask: '【电话】', notAfter: '\\d', what: `(?:\\+?86${GAP})?1${GAP}[3-9]${GAP}${digits(9)}`, notBefore: NO_NUMBER },
  { mask: '【电话】', notAfter: '\\d', what: `[(\uff08]?0${closer(2, 3)}[)\uff09]?${GAP}${closer(7, 8)}|400${GAP}${digits(7)}`, notBefore: NO_NUMBER },
  { mask: '【账号】', notAfter: '\\d', what: closer(12, 13), notBefore: NO_NUMBER },
  { mask: '【电话】', what: `(?:电话|手机|座机|热线|号码|TEL)(?:号码?)?(?:是|为)?${COLON}${digits(7, 8)}`, notBefore: '\\d' },
  { mask: '【电话】', what: '[幺一][三四五六七八九](?:[\\s-]?[〇零幺一二两三四五六七八九]){9}' },
  { mask: '【车牌】', what: `[${PROVINCES}][A-HJ-NP-Z][\\s·.\\-]?(?=[A-HJ-NP-Z]*\\d)[A-HJ-NP-Z\\d]{4,5}[A-HJ-NP-Z\\d挂学警港澳]`, notBefore: '[A-Za-z\\d]' },
  { mask: '【门牌】', notAfter: N, what: `(?:${BUILDING}${COMMA})?${UNIT}${COMMA}(?:${FLOOR}|${ROOM})` },
  { mask: '【门牌】', notAfter: N, what: `${BUILDING}${COMMA}(?:${FLOOR}|${ROOM})` },
  { mask: '【门牌】', notAfter: '[\\d\\-—]', what: '\\d{1,2}[-—]\\d{1,2}[-—]\\d{3,4}(?:室|号|户)?', notBefore: '[\\d\\-—]' },
  { mask: '【门牌】', notAfter: '\\d', what: '\\d{1,2}[-—]\\d{3,4}(?:室|户|号)' },
  { mask: '【门牌】', notAfter: N, what: `${N}{3,5}(?:室|号房)|${FLOOR}` },
];
/** Without a look behind, which the WebKit of older phones cannot read: what stands before is taken and put back. */
const PATTERNS = RULES.map(({ mask, notAfter, what, notBefore }) => ({
  mask, pattern: new RegExp(`(^|${notAfter === undefined ? '' : `[^${notAfter.replace(/^\[|\]$/g, '')}]`})(?:${what})${notBefore === undefined ? '' : `(?!${notBefore})`}`, 'gi'),
}));

const YEAR = '(?:19|20)\\d\\d';
const MONTH = `${YEAR}[-./](?:1[0-2]|0?[1-9])(?:[-./](?:3[01]|[12]\\d|0?[1-9]))?`;
const DAYS = `(?:${MONTH}|${YEAR}\\d{4}|${YEAR})`;
/** A day written with its marks, and days or years in a row: nobody's number, unless more digits stand before them. */
const DATES = new RegExp(`(^|[^\\d\\s\\-—–_.。·,\uff0c、]|[^\\d][\\s\\-—–_.。·,\uff0c、])(${DAYS}(?:\\s?[-—–~至到、,\uff0c\\s]\\s?${DAYS})+(?!${GAP}\\d)|${MONTH}(?!\\d))`, 'g');
/** Stands for dates while the rest is looked at. */
const PLACE = '\ue000';

/**
 * A text for everybody's eyes without what leads to a person: telephone and identity numbers, accounts, plates, doors
 * (个人信息保护法 25, 28; arrears never by room). A name cannot be told from other words: that is what a person looks for
 * afterwards. Amounts, dates and buildings stay, because a question about money is about them. Masking twice is masking once.
 */
export function maskPersonal(text: string): string {
  const dates: string[] = [];
  const bare = halfWidth(text).replaceAll(PLACE, '').replace(DATES, (_, before: string, date: string) => {
    dates.push(date);
    return before + PLACE;
  });
  const masked = PATTERNS.reduce(maskedBy, bare).replaceAll(PLACE, () => dates.shift()!);
  return masked === text ? text : maskPersonal(masked);
}

/** Again until nothing is found: two beside each other share what stands between them. */
function maskedBy(text: string, rule: (typeof PATTERNS)[number]): string {
  const masked = text.replace(rule.pattern, (_, before: string) => before + rule.mask);
  return masked === text ? text : maskedBy(masked, rule);
}

/** Digits and letters of an East Asian keyboard, and its hyphen; its punctuation stays. */
const halfWidth = (text: string): string =>
  text.replace(/[\uff0d\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
