import { natural } from '../exact.ts';

const DIGITS = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'] as const;
const PLACES = ['', '拾', '佰', '仟'] as const;
const GROUPS = ['', '万', '亿', '万亿'] as const;

/**
 * An amount as receipts and cheques write it, so that no digit can be added: 「壹仟零壹元伍分」, 「捌拾元整」. Fen, a natural
 * number; throws RangeError for anything else (票据法 8, 《正确填写票据和结算凭证的基本规定》).
 */
export function amountInWords(fen: number): string {
  const rest = natural(fen, 'fen') % 100;
  const yuan = (fen - rest) / 100;
  const [jiao, single] = [(rest - (rest % 10)) / 10, rest % 10];
  if (fen === 0) return '零元整';
  const whole = yuan === 0 ? '' : `${wholeInWords(yuan)}元`;
  if (rest === 0) return `${whole}整`;
  const gap = jiao === 0 && yuan > 0 ? '零' : '';
  return `${whole}${jiao === 0 ? gap : `${DIGITS[jiao]!}角`}${single === 0 ? '整' : `${DIGITS[single]!}分`}`;
}

/** Four digits at a time; a gap of any length is one 零. */
function wholeInWords(count: number): string {
  const digits = String(count);
  let words = '';
  let isGap = false;
  let isGroupEmpty = true;
  [...digits].forEach((letter, at) => {
    const place = digits.length - 1 - at;
    const digit = Number(letter);
    if (place % 4 === 3) isGroupEmpty = true;
    if (digit === 0) isGap = words !== '';
    else {
      words += `${isGap ? DIGITS[0] : ''}${DIGITS[digit]!}${PLACES[place % 4]!}`;
      isGap = false;
      isGroupEmpty = false;
    }
    if (place % 4 === 0 && !isGroupEmpty) words += GROUPS[place / 4]!;
  });
  return words;
}
