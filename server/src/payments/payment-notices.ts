import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { NoticesService } from '../notifications/notices.service.ts';
import type { PaymentOrderRow, PaymentRefundRow } from './payments.entity.ts';

/** Tells the payer what became of the money, in the transaction that made it happen. No amounts and no rooms: it may stand on a locked phone. */
@Injectable()
export class PaymentNotices {
  constructor(private readonly notices: NoticesService) {}

  async paid(tx: EntityManager, order: PaymentOrderRow, billIds: readonly string[]): Promise<void> {
    await this.tell(tx, order, `payment:${order.id}:paid`, '物业费已缴', '微信支付已到账，账单和收据可以随时查看', pathOf(billIds));
  }

  async late(tx: EntityManager, order: PaymentOrderRow): Promise<void> {
    await this.tell(tx, order, `payment:${order.id}:late`, '付款正在退回', '这笔付款到账时订单已经关闭，没有计入账单，全部金额会自动原路退回，请不用担心', pathOf([]));
  }

  async wentBack(tx: EntityManager, order: PaymentOrderRow, { id, billId }: PaymentRefundRow): Promise<void> {
    const text = billId === null ? '订单关闭后到账的付款已经原路退回' : '物业费退款已经原路退回，账单里可以看到';
    await this.tell(tx, order, `refund:${id}:succeeded`, '退款已到账', text, pathOf(billId === null ? [] : [billId]));
  }

  private async tell(tx: EntityManager, { residentId }: PaymentOrderRow, eventKey: string, title: string, text: string, path: string): Promise<void> {
    if (residentId !== null) await this.notices.tell(tx, { residentIds: [residentId], eventKey, title, text, path });
  }
}

const pathOf = (billIds: readonly string[]): string => (billIds.length === 1 ? `/pages/bill/index?id=${billIds[0]}` : '/pages/bills/index');
