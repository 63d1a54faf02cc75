import { describe, expect, it } from '@jest/globals';
import { afterDecision, afterPuttingOff, atHand, FRESH_DESK, leftOf } from './desk.ts';

const rows = ['a', 'b', 'c'].map((id) => ({ id }));

describe('the queue, one at a time', () => {
  it('begins with the oldest and goes on after each decision', () => {
    let desk = FRESH_DESK;
    const seen: (string | undefined)[] = [];
    for (let i = 0; i < 4; i += 1) {
      const item = atHand(rows, desk);
      seen.push(item?.id);
      if (item) desk = afterDecision(desk, item.id);
    }
    expect(seen).toEqual(['a', 'b', 'c', undefined]);
    expect(leftOf(rows, desk)).toBe(0);
  });

  it('brings what was put off when nothing else is left, in its order, and again and again', () => {
    let desk = afterPuttingOff(FRESH_DESK, 'a');
    expect(atHand(rows, desk)?.id).toBe('b');
    desk = afterPuttingOff(desk, 'b');
    desk = afterDecision(desk, 'c');
    expect(atHand(rows, desk)?.id).toBe('a');
    desk = afterPuttingOff(desk, 'a');
    expect(atHand(rows, desk)?.id).toBe('b');
    desk = afterDecision(desk, 'b');
    expect([atHand(rows, desk)?.id, leftOf(rows, desk)]).toEqual(['a', 1]);
    expect(atHand(rows, afterPuttingOff(desk, 'a'))?.id).toBe('a');
  });

  it('leaves alone what a list that was read before still names', () => {
    const desk = afterDecision(afterPuttingOff(FRESH_DESK, 'a'), 'a');
    expect(atHand([{ id: 'a' }], desk)).toBeUndefined();
    expect(atHand([], desk)).toBeUndefined();
    expect(atHand([{ id: 'a' }, { id: 'd' }], desk)?.id).toBe('d');
  });
});
