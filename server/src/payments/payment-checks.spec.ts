import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { LedgerService } from '../ledger/ledger.service.ts';
import { ENGINES } from '../platform/database/engines.testing.ts';
import { bookOf } from './payment-facts.ts';
import { opened, openPayments, orderOf, pass, type Payments, refunding, refundsOf, settled } from './payments.testing.ts';

describe.each(ENGINES)('payments altered by hand on %s', (engine) => {
  let p: Payments;
  beforeAll(async () => {
    p = await openPayments(engine);
    Logger.overrideLogger(false);
  });
  afterAll(() => p?.close());
  const set = (sql: string, values: readonly unknown[]) => p.db.unitOfWork.run((tx) => tx.query(sql, [...values]));
  const faults = async () => (await p.checks.run()).filter(({ name }) => /payment|refund|paid order/.test(name)).flatMap((check) => check.faults);
  /** What is found while it is altered; before and afterwards all is well. */
  const found = async (alter: string, back: string, values: readonly unknown[]) => {
    expect(await faults()).toEqual([]);
    await set(alter, values);
    const said = (await faults()).join('\n');
    await set(back, values);
    expect(await faults()).toEqual([]);
    return said;
  };

  it('are found: one that is not in the ledger, in another book, of another kind or amount', async () => {
    const { orderId, estateId, providerId } = await settled(p, { amounts: [500] });
    const key = `payment:${orderId}`;
    expect(await found("UPDATE ledger_entry SET source_key = 'gone' WHERE source_key = ?", "UPDATE ledger_entry SET source_key = ? WHERE source_key = 'gone'", [key])).toContain(`order ${orderId} is not in the ledger`);
    expect(await found("UPDATE ledger_entry SET source_key = 'gone' WHERE source_key = ?", "UPDATE ledger_entry SET source_key = ? WHERE source_key = 'gone'", [key])).toContain('gone is in the ledger, and neither');
    expect(await found('UPDATE payment_order SET amount_fen = 501 WHERE id = ?', 'UPDATE payment_order SET amount_fen = 500 WHERE id = ?', [orderId])).toContain(`order ${orderId} is in the ledger as wechatFee of 500 fen, not as wechatFee of 501`);
    expect(await found("UPDATE ledger_entry SET kind = 'latePayment', of_kind = 'latePayment' WHERE source_key = ?", "UPDATE ledger_entry SET kind = 'wechatFee', of_kind = 'wechatFee' WHERE source_key = ?", [key])).toContain('as latePayment of 500 fen');
    const other = randomUUID();
    for (const [column, was] of [['estate_id', estateId], ['body_id', providerId]] as const) {
      expect(await found(`UPDATE ledger_book SET ${column} = '${other}' WHERE ${column} = ?`, `UPDATE ledger_book SET ${column} = ? WHERE ${column} = '${other}'`, [was])).toContain('or in another book');
    }
  });

  it('are found: bills that are not paid, come to another amount, or say less than went back', async () => {
    const { orderId, billIds: [bill], manager } = await settled(p, { amounts: [500] });
    for (const [status, voidedFor] of [['issued', 'NULL'], ['paying', 'NULL'], ['void', "'x'"]] as const) {
      const said = await found(`UPDATE bill SET status = '${status}', voided_for = ${voidedFor} WHERE id = ?`, "UPDATE bill SET status = 'paid', voided_for = NULL WHERE id = ?", [bill]);
      expect(said).toContain(`has bills of 500 fen: ${status}`);
    }
    expect(await found('UPDATE bill SET amount_fen = 499 WHERE id = ?', 'UPDATE bill SET amount_fen = 500 WHERE id = ?', [bill])).toContain(`order ${orderId} of 500 fen has bills of 499 fen`);
    expect(await found("UPDATE bill SET order_id = 'none' WHERE id = ?", `UPDATE bill SET order_id = '${orderId}' WHERE id = ?`, [bill])).toContain(`bill ${bill} says nothing`);
    await p.refunds.ask(manager, orderId, refunding(bill!, 200));
    expect(await found('UPDATE bill SET refunded_fen = 199 WHERE id = ?', 'UPDATE bill SET refunded_fen = 200 WHERE id = ?', [bill])).toContain(`bill ${bill} says 199 of 200 fen`);
  });

  it('are found: refunds that have gone and are not in the ledger, and those of the ledger that have not', async () => {
    const { orderId, billIds: [bill], manager } = await settled(p, { amounts: [500] });
    await p.refunds.ask(manager, orderId, refunding(bill!, 200));
    const [refund] = await refundsOf(p, orderId);
    const [key, back] = [`refund:${refund!.id}`, "UPDATE ledger_entry SET source_key = ? WHERE source_key = 'gone'"];
    expect(await found("UPDATE ledger_entry SET source_key = 'gone' WHERE source_key = ?", back, [key])).toContain(`refund ${refund!.id} is not in the ledger`);
    expect(await found("UPDATE payment_refund SET status = 'closed', succeeded_ms = NULL WHERE id = ?", "UPDATE payment_refund SET status = 'succeeded', succeeded_ms = 1 WHERE id = ?", [refund!.id])).toContain(`${key} is in the ledger, and neither`);
    expect(await found('UPDATE payment_refund SET amount_fen = 201 WHERE id = ?', 'UPDATE payment_refund SET amount_fen = 200 WHERE id = ?', [refund!.id])).toContain('not as wechatRefund of -201');
  });

  it('are found: a late payment and what went back of it', async () => {
    const { orderId, number, resident } = await opened(p, { amounts: [500] });
    await p.orders.close(resident, orderId);
    await p.settlement.told(p.fake.pay(number), randomUUID());
    await pass(p, 10, 5);
    const order = await orderOf(p, orderId);
    const back = `UPDATE payment_order SET transaction_id = '${order.transactionId}', paid_ms = ${order.paidMs}, entered_ms = ${order.enteredMs} WHERE id = ?`;
    expect(await found('UPDATE payment_order SET transaction_id = NULL, paid_ms = NULL, entered_ms = NULL WHERE id = ?', back, [orderId])).toContain(`late:${orderId} is in the ledger, and neither`);
    const [refund] = await refundsOf(p, orderId);
    expect(await found('UPDATE payment_refund SET amount_fen = 499 WHERE id = ?', 'UPDATE payment_refund SET amount_fen = 500 WHERE id = ?', [refund!.id])).toContain('is in the ledger as lateRefund of -500 fen, not as lateRefund of -499');
    expect(await found("UPDATE payment_refund SET bill_id = 'x', origin = 'firm' WHERE id = ?", "UPDATE payment_refund SET bill_id = NULL, origin = 'latePayment' WHERE id = ?", [refund!.id])).toContain('not as wechatRefund of -500');
  });

  it('are found: entries of WeChat’s money that nobody paid', async () => {
    const order = await orderOf(p, (await opened(p)).orderId);
    for (const sourceKey of [`payment:${order.id}`, `late:${order.id}`, 'payment', 'refund:none']) {
      await p.db.unitOfWork.run((tx) => p.get(LedgerService).post(tx, {
        book: bookOf(order), kind: 'wechatFee', sourceKey, happenedOn: '2026-11-02', text: '缴物业费', by: 'system', postings: [{ account: 'wechatFunds', amountFen: 1 }, { account: 'propertyFee', amountFen: -1 }],
      }));
      expect(await faults()).toContain(`${sourceKey} is in the ledger, and neither a payment nor a refund that ended so`);
    }
  });
});
