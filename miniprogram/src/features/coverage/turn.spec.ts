import { describe, expect, it } from '@jest/globals';
import { at, NOW, viewOf } from './coverage.testing.ts';
import { turnOf } from './turn.ts';

const officer = (over: Parameters<typeof viewOf>[0], more: Parameters<typeof viewOf>[1] = {}) => turnOf(viewOf(over, more), 'streetOfficer', NOW);
const onlooker = (over: Parameters<typeof viewOf>[0]) => turnOf(viewOf(over), 'headquarters', NOW);

describe('whose turn a round is', () => {
  it('is the officer’s while households are missing, and nobody’s once there are enough', () => {
    expect(officer({})).toMatchObject({ whose: 'mine', title: '还需 4 户' });
    expect(onlooker({})).toMatchObject({ whose: 'others', title: '还需 4 户' });
    expect(officer({ participated: 16, needed: 0 })).toMatchObject({ whose: 'nobody', title: '户数够了' });
  });

  it('is the second officer’s after a close, said to each in their own words', () => {
    const closed = { status: 'closed', participated: 16, needed: 0 } as const;
    expect(officer(closed, { mayCertify: true })).toMatchObject({ whose: 'mine', title: '轮到您认定' });
    expect(officer(closed, { isClosedByMe: true })).toMatchObject({ whose: 'others', title: '等另一位同事认定' });
    expect(onlooker(closed)).toMatchObject({ whose: 'others', title: '等街道认定' });
  });

  it('is the street’s when the sample was missed, with the last day', () => {
    const short = officer({ status: 'short' });
    expect(short.whose).toBe('mine');
    expect(short.text).toContain('请开补充调查，最晚补到7月15日');
    expect(onlooker({ status: 'short' }).text).toContain('等街道开补充调查');
  });

  it('is nobody’s before the start and after the end', () => {
    expect(officer({ status: 'draft', opensAt: at('2026-07-01T00:00') })).toMatchObject({ whose: 'nobody', text: expect.stringContaining('7月1日自动开始') });
    for (const status of ['certified', 'insufficient'] as const) expect(officer({ status }).whose).toBe('nobody');
  });
});
