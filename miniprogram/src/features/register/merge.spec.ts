import { describe, expect, it } from '@jest/globals';
import { merge } from './merge.ts';

describe('a form that somebody else was faster with', () => {
  const seen = { name: '旧', address: '旧', phone: '旧' };

  it('keeps what I typed and takes what they changed', () =>
    expect(merge({ ...seen, name: '我' }, seen, { ...seen, address: '他' })).toEqual({ form: { name: '我', address: '他', phone: '旧' }, news: ['address'] }));
  it('tells where we both changed the same, and keeps mine until I save', () =>
    expect(merge({ ...seen, name: '我' }, seen, { ...seen, name: '他' })).toEqual({ form: { ...seen, name: '我' }, news: ['name'] }));
  it('has no news where what they changed is not in the form', () =>
    expect(merge({ ...seen, name: '我' }, seen, seen)).toEqual({ form: { ...seen, name: '我' }, news: [] }));
});
