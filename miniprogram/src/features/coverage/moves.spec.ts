import { describe, expect, it } from '@jest/globals';
import type { CoverageRowView, RoundCoverageView, RoundStatus } from '@linping/shared';
import { at, NOW, viewOf } from './coverage.testing.ts';
import { consequence, deadlineChoices, offeredMoves } from './moves.ts';

const view = (over: Partial<CoverageRowView>, mayCertify = true) => viewOf(over, { mayCertify });
const free = (given: RoundCoverageView, role: 'streetOfficer' | 'headquarters' = 'streetOfficer', nowMs = NOW) =>
  offeredMoves(given, role, nowMs).filter(({ blocked }) => blocked === undefined).map(({ move }) => move);

describe("the officer's moves", () => {
  it.each<{ status: RoundStatus; moves: string[] }>([
    { status: 'draft', moves: [] },
    { status: 'open', moves: ['extend', 'close'] },
    { status: 'closed', moves: ['certify'] },
    { status: 'short', moves: ['supplement'] },
    { status: 'certified', moves: [] },
    { status: 'insufficient', moves: [] },
  ])('$status: $moves', ({ status, moves }) => expect(free(view({ status }))).toEqual(moves));

  it('are none for who only looks on', () => expect(free(view({}), 'headquarters')).toEqual([]));

  it('keep four eyes', () => {
    const blocked = offeredMoves(view({ status: 'closed' }, false), 'streetOfficer', NOW).find(({ move }) => move === 'certify')?.blocked;
    expect(blocked).toContain('另一位');
  });

  it('offer no deadline past the supplement deadline', () => {
    expect(deadlineChoices('extend', view({ closesAt: at('2026-07-11T00:00') }), NOW).map((choice) => choice.word)).toEqual(['7月13日 24:00（加 3 天）', '7月15日 24:00（最晚）']);
    expect(free(view({ status: 'short' }), 'streetOfficer', Date.parse(at('2026-07-17T00:00')))).toEqual([]);
  });

  it('say before closing whether the sample is reached', () => {
    expect(consequence('close', view({}), undefined, NOW).join('')).toContain('还差 4 户');
    expect(consequence('close', view({ participated: 16, needed: 0 }), undefined, NOW).join('')).toContain('等待认定');
  });
});
