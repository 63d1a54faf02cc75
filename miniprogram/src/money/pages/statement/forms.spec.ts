import { describe, expect, it } from '@jest/globals';
import type { StatementLineView } from '@linping/shared';
import { declaredFaults, declaredForm, differenceOf, headChange, headFaults, headForm, lineChange, lineFaults, lineForm } from './forms.ts';

const line: StatementLineView = { id: 'l', kind: 'cleaning', amountFen: 128_050, note: '七月保洁', vouchers: [{ id: 'v', kind: 'pdf', fullUrl: null, thumbnailUrl: null }], questions: 0 };

describe('a line as it is typed', () => {
  it('begins empty, or as it stands', () => {
    expect(lineForm(undefined)).toEqual({ amount: '', note: '' });
    expect(lineForm(line)).toEqual({ amount: '1280.50', note: '七月保洁' });
  });

  it('needs an exact amount above nothing and a word about it', () => {
    expect(lineFaults({ amount: '1280.5', note: '保洁' })).toEqual({});
    expect(Object.keys(lineFaults({ amount: '', note: ' ' }))).toEqual(['amount', 'note']);
    for (const amount of ['0', '-1', '1.005', 'abc', '100000000.01']) expect(lineFaults({ amount, note: '保洁' })).toHaveProperty('amount');
  });

  it('sends what differs, and nothing where nothing does', () => {
    expect(lineChange(lineForm(line), line, ['v'])).toBeUndefined();
    expect(lineChange({ amount: '1,280.50', note: ' 七月保洁 ' }, line, ['v'])).toBeUndefined();
    expect(lineChange({ amount: '1280.51', note: '七月保洁' }, line, ['v'])).toEqual({ amountFen: 128_051 });
    expect(lineChange({ amount: '1280.50', note: '八月保洁' }, line, ['v', 'w'])).toEqual({ note: '八月保洁', voucherIds: ['v', 'w'] });
  });
});

describe('the opening and the remark', () => {
  const first = { openingFen: null, isOpeningCarried: false, remark: '' };

  it('may be typed where nothing is carried, below nothing too', () => {
    expect(headForm(first)).toEqual({ opening: '', remark: '' });
    expect(headFaults({ opening: '-12.5', remark: '' }, first)).toEqual({});
    expect(headFaults({ opening: '十元', remark: '' }, first)).toHaveProperty('opening');
    expect(headChange({ opening: '-12.5', remark: '' }, first)).toEqual({ openingFen: -1250 });
    expect(headChange({ opening: '0', remark: '首次公示' }, first)).toEqual({ openingFen: 0, remark: '首次公示' });
  });

  it('leave a carried opening alone', () => {
    const carried = { openingFen: 500, isOpeningCarried: true, remark: 'x' };
    expect(headChange({ opening: '9', remark: 'x' }, carried)).toBeUndefined();
    expect(headFaults({ opening: '十元', remark: '' }, carried)).toEqual({});
  });
});

describe('what is declared of a computed kind', () => {
  const known = { amountFen: 10_000 };

  it('is what the system knows until somebody says otherwise', () => expect(declaredForm({ declaredFen: 10_000, explanation: '' })).toEqual({ declared: '100', explanation: '' }));

  it('is explained where it differs', () => {
    expect(differenceOf({ declared: '120', explanation: '' }, known)).toBe(2_000);
    expect(differenceOf({ declared: '1..', explanation: '' }, known)).toBeUndefined();
    expect(declaredFaults({ declared: '100', explanation: '' }, known)).toEqual({});
    expect(Object.keys(declaredFaults({ declared: '120', explanation: ' ' }, known))).toEqual(['explanation']);
    expect(declaredFaults({ declared: '120', explanation: '窗口收的' }, known)).toEqual({});
    expect(Object.keys(declaredFaults({ declared: '-1', explanation: '退' }, known))).toEqual(['declared']);
  });
});
