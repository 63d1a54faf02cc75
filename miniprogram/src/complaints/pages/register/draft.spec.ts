import { describe, expect, it } from '@jest/globals';
import { bodyOf, clockOf, faultsOf, keptOf, newDraft, receivedDays, receivedMs, type RegisterDraft } from './draft.ts';

/** 10:05 on 23 November in Zhengzhou. */
const NOW_MS = Date.UTC(2026, 10, 23, 2, 5, 30);
const full = (over: Partial<RegisterDraft> = {}): RegisterDraft => ({
  ...newDraft('complaint-1', NOW_MS), channel: 'phone', estate: { id: 'estate-1', word: '祥云里小院' }, category: 'drains', spot: ' 2单元门口 ', text: '污水外溢', ...over,
});
const body = (over: Partial<RegisterDraft> = {}) => bodyOf(full(over), [], NOW_MS);

describe('a call that is written down', () => {
  it('is taken as of now, unless it is said otherwise', () => {
    expect(clockOf(NOW_MS)).toBe('10:05');
    expect(body()).toEqual({
      id: 'complaint-1', channel: 'phone', category: 'drains', isUrgent: false, photoIds: [], estateId: 'estate-1', receivedAt: '2026-11-23T02:05:00.000Z',
      spot: '2单元门口', text: '污水外溢', showContactToFirm: false,
    });
    expect(body({ receivedOn: '2026-11-21', receivedTime: '9：30' })).toMatchObject({ receivedAt: '2026-11-21T01:30:00.000Z' });
  });

  it('is no older than three days and not from the future', () => {
    expect(receivedDays(NOW_MS)).toEqual(['2026-11-23', '2026-11-22', '2026-11-21', '2026-11-20']);
    expect(faultsOf(full({ receivedOn: '2026-11-20', receivedTime: '10:06' }), NOW_MS)).toEqual({});
    for (const [receivedOn, receivedTime] of [['2026-11-20', '10:04'], ['2026-11-23', '10:06'], ['2026-11-23', '25:00'], ['2026-11-23', '9:60'], ['2026-11-23', '']] as const) {
      expect(Object.keys(faultsOf(full({ receivedOn, receivedTime }), NOW_MS))).toEqual(['received']);
      expect(body({ receivedOn, receivedTime })).toBe(undefined);
    }
    expect(receivedMs({ receivedOn: '2026-02-30', receivedTime: '9:00' })).toBe(undefined);
  });

  it('says what is missing, in the order of the form', () => {
    expect(Object.keys(faultsOf(newDraft('x', NOW_MS), NOW_MS))).toEqual(['channel', 'estate', 'category', 'spot', 'text']);
    expect(bodyOf(newDraft('x', NOW_MS), [], NOW_MS)).toBe(undefined);
  });

  it('asks for the number of a 12345 work order', () => {
    expect(Object.keys(faultsOf(full({ channel: 'hotline12345' }), NOW_MS))).toEqual(['externalNumber']);
    expect(body({ channel: 'hotline12345', externalNumber: ' 2026-8812 ' })).toMatchObject({ channel: 'hotline12345', externalNumber: '2026-8812' });
  });

  it('takes a caller with name and number, or none', () => {
    for (const over of [{ name: '来电居民' }, { phone: '13800000000' }, { name: '来电居民', phone: '没有' }]) expect(Object.keys(faultsOf(full(over), NOW_MS))).toEqual(['contact']);
    expect(body({ name: '来电居民', phone: '138 0000 0000', showContactToFirm: true })).toMatchObject({ contact: { name: '来电居民', phone: '138 0000 0000' }, showContactToFirm: true });
    expect(body({ showContactToFirm: true })).toMatchObject({ showContactToFirm: false });
  });

  it('is kept on the device without the caller', () => {
    expect(keptOf(full({ name: '来电居民', phone: '13800000000', showContactToFirm: true }))).toEqual(full());
  });
});
