import { describe, expect, it } from '@jest/globals';
import { EVERYTHING, viewOf } from './view.ts';

describe("what the list's address asks for", () => {
  it('is what waits for an answer', () => expect(viewOf(EVERYTHING)).toEqual({ show: 'open', query: { status: 'open' } }));
  it('is another list, or one estate’s', () => expect(viewOf({ show: 'answered', estate: 'e' })).toEqual({ show: 'answered', query: { status: 'answered', estateId: 'e' } }));
  it('of what nobody offered is as if it were not there', () => expect(viewOf({ show: 'asked', estate: '' })).toEqual(viewOf(EVERYTHING)));
});
