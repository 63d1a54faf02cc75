import { describe, expect, it } from '@jest/globals';
import { bodyOf, EMPTY_COMPLAINT, missing, type ComplaintContent, type ComplaintDraft } from './draft.ts';

const full: ComplaintContent = { ...EMPTY_COMPLAINT, category: 'drains', spot: '2单元门口', hasConsented: true };
const draft = (content: ComplaintContent): ComplaintDraft =>
  ({ id: 'id', place: { householdId: 'h', estateId: 'e', words: '' }, content, startedAtMs: 0, isQueued: false, hasResentPhotos: false });

describe('a complaint that is being written', () => {
  it.each<[string, Partial<ComplaintContent>, string | undefined]>([
    ['is complete with a category, a place and the consent', {}, undefined],
    ['wants a category', { category: undefined as never }, '请先选一类问题'],
    ['wants a place, words or a photo', { spot: '  ' }, '请写一下位置，或拍张照片、说几句'],
    ['is content with words', { spot: '', text: '门岗态度不好' }, undefined],
    ['wants a name with the number', { phone: '13900000000' }, '称呼和电话请一起填，或都不填'],
    ['wants a whole number', { name: '来电居民', phone: '1390000' }, '电话号码不完整，请核对'],
    ['takes a landline', { name: '来电居民', phone: '0371-66666666' }, undefined],
    ['wants the consent', { hasConsented: false }, '请先阅读并同意处理说明'],
  ])('%s', (_, over, said) => expect(missing({ ...full, ...over }, 0)).toBe(said));

  it('is content with a photo, and then says what was tapped', () => {
    expect(missing({ ...full, spot: '' }, 1)).toBeUndefined();
    expect(bodyOf(draft({ ...full, spot: '' }), ['p'])).toMatchObject({ text: '下水堵塞、污水外溢', photoIds: ['p'] });
  });

  it('carries a contact only where one was given, and shows it to the firm only where that was ticked', () => {
    expect(bodyOf(draft(full), [])).toMatchObject({ householdId: 'h', showContactToFirm: false });
    expect(bodyOf(draft({ ...full, showContactToFirm: true }), [])).toMatchObject({ showContactToFirm: false });
    expect(bodyOf(draft({ ...full, name: '来电居民', phone: '13900000000' }), [])).toMatchObject({ contact: { name: '来电居民', phone: '13900000000' }, showContactToFirm: false });
    expect(bodyOf(draft({ ...full, name: '来电居民', phone: '13900000000', showContactToFirm: true }), [])).toMatchObject({ showContactToFirm: true });
  });

  it('has no consent to carry where none was given', () => {
    expect(bodyOf(draft({ ...full, hasConsented: false }), [])).toMatchObject({ consentVersion: '' });
  });
});
