import type { PaymentView } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import QRCode from 'qrcode';
import type { EntityManager } from 'typeorm';
import { EstatesService } from '../estates/estates.service.ts';
import { Clock } from '../platform/clock.ts';
import { refuse } from '../platform/refused.ts';
import { WechatPay } from '../platform/wechat-pay/wechat-pay.ts';
import { OrdersStore } from './orders.store.ts';
import type { PaymentOrderRow } from './payments.entity.ts';
import { paymentView } from './payments.views.ts';

/** An order as the payer's page needs it. */
@Injectable()
export class OrderReader {
  constructor(private readonly orders: OrdersStore, private readonly estates: EstatesService, private readonly wechat: WechatPay, private readonly clock: Clock) {}

  /** Refuses: PAYMENT_NOT_FOUND. */
  async view(db: EntityManager, orderId: string): Promise<PaymentView> {
    const order = (await this.orders.find(db, orderId)) ?? refuse({ code: 'PAYMENT_NOT_FOUND' });
    const bills = await this.orders.billsOf(db, [orderId]);
    const estate = (await this.estates.names(db, [order.estateId])).get(order.estateId)?.name ?? '';
    const provider = (await this.estates.providerNames(db, [order.providerId])).get(order.providerId) ?? '';
    return paymentView(order, bills, { estate, provider, isPlayMoney: this.wechat.isPlayMoney, ...(await this.means(order)) });
  }

  /** With what it can be paid: only while it may be. What `requestPayment` is called with is signed anew each time. */
  private async means({ status, expiresMs, prepayId, codeUrl }: PaymentOrderRow): Promise<Pick<PaymentView, 'requestPayment' | 'codeImage'>> {
    const isPayable = status === 'open' && expiresMs > this.clock.now().getTime();
    return {
      requestPayment: isPayable && prepayId !== null ? this.wechat.requestPayment(prepayId) : null,
      codeImage: isPayable && codeUrl !== null ? await pictureOf(codeUrl) : null,
    };
  }
}

const pictureOf = async (text: string): Promise<string> =>
  `data:image/svg+xml;base64,${Buffer.from(await QRCode.toString(text, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 })).toString('base64')}`;
