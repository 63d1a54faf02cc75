import { describe, expect, it, test } from '@jest/globals';
import { PROVIDER_KINDS } from '../estate/estate.ts';
import { appliesTo, rubricItem, unitOf } from '../rubric/rubric.ts';
import { COMPLAINT_CATEGORIES, COMPLAINT_CATEGORY_IDS, complaintCategory } from './categories.ts';
import { COMPLAINT_STATUSES } from './complaint.ts';
import { evidenceGround, evidenceUnit, type EvidenceFacts } from './evidence.ts';

const facts = (changes: Partial<EvidenceFacts>): EvidenceFacts => ({ status: 'submitted', timesReopened: 0, resolveDueMs: 100, referredMs: null, ...changes });

describe('whether a complaint may be evidence', () => {
  test.each<[Partial<EvidenceFacts>, string | null]>([
    [{ status: 'confirmed' }, 'confirmed'], [{ status: 'confirmed', timesReopened: 2 }, 'confirmed'],
    [{ status: 'reopened', timesReopened: 1, resolveDueMs: 200 }, 'reopened'], [{ status: 'closedSilently', timesReopened: 1 }, 'reopened'],
    [{ status: 'resolved', timesReopened: 1 }, 'reopened'],
    [{ status: 'accepted' }, 'overdue'], [{ status: 'inProgress' }, 'overdue'], [{ status: 'submitted' }, 'overdue'], [{ status: 'inProgress', resolveDueMs: 101 }, null],
    [{ status: 'awaitingResident', resolveDueMs: null }, null], [{ status: 'resolved' }, null], [{ status: 'closedSilently' }, null],
    [{ status: 'merged' }, null], [{ status: 'withdrawn', timesReopened: 1 }, null], [{ status: 'rejected' }, null],
    [{ status: 'referred', timesReopened: 1 }, null], [{ status: 'confirmed', referredMs: 1 }, null],
  ])('%j: %p', (changes, ground) => expect(evidenceGround(facts(changes), 100)).toBe(ground));

  it('answers for every status', () => {
    for (const status of COMPLAINT_STATUSES) expect(() => evidenceGround(facts({ status }), 100)).not.toThrow();
  });
});

describe('what it may be evidence of', () => {
  it('is a unit that the annex has, with its points', () => {
    for (const { id, evidence } of COMPLAINT_CATEGORIES) {
      if (!evidence) expect(evidenceUnit(id, 'firm')).toBeNull();
      else expect(evidenceUnit(id, 'firm')).toEqual({ ...evidence, deciPoints: unitOf(rubricItem(evidence.item), evidence.unit)!.deciPoints });
    }
    expect(evidenceUnit('garbageOverflow', 'firm')).toEqual({ item: 13, unit: 'overflow', deciPoints: 2 }); // 垃圾外溢 0.2 分/次
  });

  it('is nothing where the item does not apply to the provider’s kind', () => {
    for (const kind of PROVIDER_KINDS) {
      for (const category of COMPLAINT_CATEGORY_IDS) {
        const { evidence } = complaintCategory(category);
        expect(evidenceUnit(category, kind) !== null).toBe(evidence !== null && appliesTo(rubricItem(evidence.item), kind));
      }
    }
  });
});
