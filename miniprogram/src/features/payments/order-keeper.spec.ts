import { describe, expect, it } from '@jest/globals';
import { OrderKeeper } from './order-keeper.ts';

const phone = () => {
  const kept = new Map<string, unknown>();
  let made = 0;
  const storage = { read: (key: string) => kept.get(key), write: (key: string, value: unknown) => void kept.set(key, value) };
  return () => new OrderKeeper(storage, () => `order-${(made += 1)}`);
};

describe('the order of some bills', () => {
  it('is the same after a lost answer, a second press and the next launch', () => {
    const launch = phone();
    const id = launch().idFor(['b', 'a']);
    expect(launch().idFor(['a', 'b'])).toBe(id);
  });

  it('is another for other bills', () => {
    const orders = phone()();
    expect(orders.idFor(['a'])).not.toBe(orders.idFor(['a', 'b']));
  });

  it('is another once the first is over', () => {
    const orders = phone()();
    const [first, others] = [orders.idFor(['a']), orders.idFor(['b'])];
    orders.forget(first);
    orders.forget('unknown');
    expect(orders.idFor(['a'])).not.toBe(first);
    expect(orders.idFor(['b'])).toBe(others);
  });

  it('is forgotten with the phone', () => {
    const orders = phone()();
    const id = orders.idFor(['a']);
    orders.clear();
    expect(orders.idFor(['a'])).not.toBe(id);
  });
});
