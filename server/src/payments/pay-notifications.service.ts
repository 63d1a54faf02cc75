import { createHash } from 'node:crypto';
import { can, type Actor } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import { refuse } from '../platform/refused.ts';
import type { NoticeHeaders } from '../platform/wechat-pay/notices.ts';
import { WechatPay } from '../platform/wechat-pay/wechat-pay.ts';
import { RefundEntry } from './refund-entry.ts';
import { SettlementService } from './settlement.service.ts';

/** What WeChat Pay tells by itself. It is answered well only once what it told is committed: anything else is sent again. */
@Injectable()
export class PayNotificationsService {
  constructor(private readonly wechat: WechatPay, private readonly settlement: SettlementService, private readonly refunds: RefundEntry) {}

  /** A payment. Refuses: OUT_OF_SCOPE, PAYMENT_OFF, PAYMENT_NOTICE_REFUSED, PAYMENT_NOTICE_UNREADABLE, PAYMENT_NOTICE_NOT_OURS. */
  async payment(actor: Actor, headers: NoticeHeaders, rawBody: Buffer | undefined): Promise<void> {
    const notice = await this.read(actor, headers, rawBody);
    if (notice.kind !== 'payment') return refuse({ code: 'PAYMENT_NOTICE_UNREADABLE' });
    await this.settlement.told(notice.trade, eventIdOf(notice.id));
  }

  /** A refund. Refuses: OUT_OF_SCOPE, PAYMENT_OFF, PAYMENT_NOTICE_REFUSED, PAYMENT_NOTICE_UNREADABLE, PAYMENT_NOTICE_NOT_OURS. */
  async refund(actor: Actor, headers: NoticeHeaders, rawBody: Buffer | undefined): Promise<void> {
    const notice = await this.read(actor, headers, rawBody);
    if (notice.kind !== 'refund') return refuse({ code: 'PAYMENT_NOTICE_UNREADABLE' });
    await this.refunds.told(notice.refund, eventIdOf(notice.id));
  }

  private read(actor: Actor, headers: NoticeHeaders, rawBody: Buffer | undefined) {
    if (!can(actor, 'public.read')) refuse({ code: 'OUT_OF_SCOPE' });
    if (this.wechat.mode === 'off') refuse({ code: 'PAYMENT_OFF' });
    return this.wechat.notice(headers, rawBody ?? refuse({ code: 'PAYMENT_NOTICE_UNREADABLE' }));
  }
}

const eventIdOf = (id: string): string => createHash('sha256').update(id).digest('hex');
