/**
 * Exact integers. Money is fen, area 0.01 ㎡, points tenths: a float never enters, so nothing has to be rounded back.
 * Every function throws RangeError instead of leaving the range in which integers are exact (below 2^53).
 */

/** Guards a number that came from outside: a natural number, or it is a bug of the caller. */
export function natural(n: number, name: string): number {
  if (!Number.isSafeInteger(n) || n < 0) throw new RangeError(`${name} must be a natural number, got ${n}`);
  return n;
}

/** Product of naturals; throws where the product would no longer be exact. */
export const times = (a: number, b: number): number => natural(natural(a, 'factor') * natural(b, 'factor'), 'product');

/** Rounding has a name at each call site. Up: 「不少于10%」 asks for the next whole household. */
export function ceilDiv(dividend: number, divisor: number): number {
  const rest = remainder(dividend, divisor);
  return (dividend - rest) / divisor + (rest > 0 ? 1 : 0);
}

/** Half up: half a fen and more is paid as a fen. */
export function halfUpDiv(dividend: number, divisor: number): number {
  const rest = remainder(dividend, divisor);
  return (dividend - rest) / divisor + (rest >= divisor - rest ? 1 : 0); // rest * 2 could leave the exact range
}

function remainder(dividend: number, divisor: number): number {
  if (natural(divisor, 'divisor') === 0) throw new RangeError('divisor must not be 0');
  return natural(dividend, 'dividend') % divisor;
}

const LIMB = 2 ** 24; // two limbs multiply below 2^48, so sums of carries stay exact

/**
 * Compares two products of naturals exactly, also far beyond 2^53, without BigInt (phones before iOS 14 have none).
 * Negative, zero or positive, as the left product is less, equal or greater.
 */
export function compareProducts(left: readonly number[], right: readonly number[]): number {
  const [a, b] = [limbsOf(left), limbsOf(right)];
  for (let i = Math.max(a.length, b.length) - 1; i >= 0; i -= 1) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The product of the factors as limbs, least first. */
function limbsOf(factors: readonly number[]): number[] {
  return factors.reduce<number[]>((product, factor) => multiply(product, split(natural(factor, 'factor'))), [1]);
}

const split = (n: number): number[] => (n < LIMB ? [n] : [n % LIMB, ...split((n - (n % LIMB)) / LIMB)]);

function multiply(a: readonly number[], b: readonly number[]): number[] {
  const product = new Array<number>(a.length + b.length).fill(0);
  a.forEach((x, i) => {
    let carry = 0;
    b.forEach((y, j) => {
      const sum = product[i + j]! + x * y + carry;
      product[i + j] = sum % LIMB;
      carry = (sum - (sum % LIMB)) / LIMB;
    });
    product[i + b.length]! += carry;
  });
  return product;
}
