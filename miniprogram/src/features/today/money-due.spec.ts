import { describe, expect, it } from '@jest/globals';
import { moneyDue } from './money-due.ts';

describe("somebody's money today", () => {
  const now = Date.parse('2026-11-23T10:00:00+08:00');
  const estateId = '3f2a1b6c-7d80-4c1d-9a52-5f0e4b619d3e';

  it('is what the firm has to settle and to issue', () => {
    expect(moneyDue('providerManager', { differences: 2, invoices: { waiting: 3, oldest: { estateId, requestedOn: '2026-11-02' } } }, now)).toEqual([
      { id: 'differences', turn: 'mine', figure: { count: 2, unit: '笔微信收款' }, text: '和微信的账单对不上', more: '请核实原因，写明怎么处理', way: { page: 'reconciliation' } },
      { id: 'invoices', turn: 'mine', figure: { count: 3, unit: '份开票申请' }, text: '等您开票', more: '最早的是11月2日申请的', way: { page: 'invoices', estateId } },
    ]);
  });

  it('is the firm’s affair for whoever only looks at it', () => {
    expect(moneyDue('finance', { differences: 1 }, now)).toMatchObject([{ turn: 'others', more: '由收款的企业核实处理' }]);
  });

  it('is nothing where nothing waits', () => {
    expect(moneyDue('providerManager', { differences: 0, invoices: { waiting: 0, oldest: null } }, now)).toEqual([]);
    expect(moneyDue('committee', {}, now)).toEqual([]);
  });
});
