import { describe, expect, it } from '@jest/globals';
import { COMPLAINT_RATES, rateOf } from '@linping/shared';
import { closedOf, daysInWords, hoursInWords, partsInWords, RATE_DEFINITIONS, rateInWords } from './figure-words.ts';

describe('the words of the figures', () => {
  it('write halves, and nothing where nothing is counted', () => {
    expect([hoursInWords(5), hoursInWords(4), hoursInWords(1), hoursInWords(null)]).toEqual(['2.5 小时', '2 小时', '0.5 小时', '—']);
    expect([daysInWords(7), daysInWords(0), daysInWords(null)]).toEqual(['3.5 个工作日', '当天', '—']);
  });

  it('say a share and what it is made of', () => {
    expect([rateInWords(rateOf(19, 20)), partsInWords(rateOf(19, 20))]).toEqual(['95%', '19 / 20 件']);
    expect([rateInWords(rateOf(0, 0)), partsInWords(rateOf(0, 0))]).toEqual(['—', '还没有可算的']);
    expect(rateInWords(rateOf(1, 3))).toBe('33.3%');
  });

  it('call closed what was resolved, however it ended, and never what is open or ended otherwise', () => {
    expect(closedOf({ standing: { open: 100, resolved: 1, closedSilently: 2, confirmed: 4, merged: 100, withdrawn: 100, rejected: 100, referred: 100 } })).toBe(7);
  });

  it('define every rate as a share', () => COMPLAINT_RATES.forEach((rate) => expect(RATE_DEFINITIONS[rate]).toContain('÷')));
});
