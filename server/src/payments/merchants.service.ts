import { can, isStaff, type Actor, type MerchantBody, type MerchantKey, type MerchantView } from '@linping/shared';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { PayableFirms } from '../billing/payable-firms.service.ts';
import { EstatesService } from '../estates/estates.service.ts';
import { AuditLog, changedFacts } from '../platform/audit/audit-log.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { refuse } from '../platform/refused.ts';
import { WechatPay } from '../platform/wechat-pay/wechat-pay.ts';
import { MerchantsStore } from './merchants.store.ts';
import type { PaymentMerchantRow } from './payments.entity.ts';
import { merchantView } from './payments.views.ts';

/** A firm's merchant, for those who ask what it is and not who may. */
export interface MerchantOfProvider extends MerchantKey {
  readonly providerId: string;
  readonly isActive: boolean;
}

/**
 * Where each firm's money goes. The platform holds none (二清): in the service provider's mode the firm's own sub-merchant,
 * in direct mode the one merchant that the server is configured with. The number is the district's to enter, not the firm's.
 */
@Injectable()
export class MerchantsService implements OnModuleInit {
  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly store: MerchantsStore, private readonly estates: EstatesService, private readonly payable: PayableFirms,
    private readonly audit: AuditLog, private readonly wechat: WechatPay,
  ) {}

  onModuleInit(): void {
    this.payable.register((db, providerIds) => this.isPayable(db, providerIds));
  }

  /** A firm's merchant; version 0 and no number where it has none yet. Refuses: OUT_OF_SCOPE, PAYMENT_OFF, PROVIDER_NOT_FOUND. */
  async merchant(actor: Actor, providerId: string): Promise<MerchantView> {
    if (!can(actor, 'merchant.read', { providerId })) refuse({ code: 'OUT_OF_SCOPE' });
    const mode = this.mode();
    return this.unitOfWork.read(async (db) => {
      const provider = await this.providerName(db, providerId);
      return merchantView((await this.store.find(db, providerId)) ?? { providerId, mode, mchid: '', isActive: false, version: 0 }, provider);
    });
  }

  /**
   * Enters or changes a firm's number; orders already made stay with the number they were made for. Where nothing differs
   * nothing is written. Refuses: OUT_OF_SCOPE, PAYMENT_OFF, PROVIDER_NOT_FOUND, MERCHANT_WRONG (in direct mode any but the
   * configured one), MERCHANT_TAKEN, CHANGED_BY_SOMEONE_ELSE.
   */
  async enter(actor: Actor, providerId: string, { version, mchid, isActive }: MerchantBody): Promise<MerchantView> {
    if (!isStaff(actor) || !can(actor, 'merchant.edit', { providerId })) refuse({ code: 'OUT_OF_SCOPE' });
    const mode = this.mode();
    if (mode === 'direct' && mchid !== this.wechat.ownMchid) refuse({ code: 'MERCHANT_WRONG' });
    return this.unitOfWork.run(async (tx) => {
      const provider = await this.providerName(tx, providerId);
      const before = await this.store.find(tx, providerId);
      const to: PaymentMerchantRow = { providerId, mode, mchid, isActive, version };
      const facts = changedFacts({ mode: before?.mode ?? null, mchid: before?.mchid ?? null, isActive: before?.isActive ?? null }, { mode, mchid, isActive });
      if (Object.keys(facts).length === 0 && before?.version === version) return merchantView(before, provider);
      const isWritten = version === 0 ? await this.store.insert(tx, { ...to, version: 1 }) : await this.store.change(tx, to);
      if (!isWritten) refuse({ code: 'CHANGED_BY_SOMEONE_ELSE' });
      await this.audit.append(tx, { actor, action: 'merchant.enter', subject: `provider:${providerId}`, facts });
      return merchantView({ ...to, version: version + 1 }, provider);
    });
  }

  /** A firm's merchant, whether it takes payments now or not; null where it has none. */
  ofProvider(db: EntityManager, providerId: string): Promise<MerchantOfProvider | null> {
    return this.store.find(db, providerId);
  }

  /** Every firm's, for the reconciliation of a day. */
  all(db: EntityManager): Promise<readonly MerchantOfProvider[]> {
    return this.store.all(db);
  }

  /** Those of these firms that can be paid by WeChat here and now. */
  async isPayable(db: EntityManager, providerIds: readonly string[]): Promise<ReadonlySet<string>> {
    if (this.wechat.mode === 'off') return new Set();
    const rows = await this.store.among(db, providerIds);
    return new Set(rows.filter((row) => this.takesPayments(row)).map(({ providerId }) => providerId));
  }

  /** Whom an order of this firm is paid to. Refuses: MERCHANT_MISSING. */
  async payee(db: EntityManager, providerId: string): Promise<MerchantKey> {
    const row = await this.store.find(db, providerId);
    return row && this.takesPayments(row) ? { mode: row.mode, mchid: row.mchid } : refuse({ code: 'MERCHANT_MISSING' });
  }

  /** A number entered in another mode is nobody that this server can be paid for. */
  private takesPayments({ mode, mchid, isActive }: PaymentMerchantRow): boolean {
    return isActive && mode === this.wechat.mode && (mode === 'partner' || mchid === this.wechat.ownMchid);
  }

  private mode(): MerchantKey['mode'] {
    return this.wechat.mode === 'off' ? refuse({ code: 'PAYMENT_OFF' }) : this.wechat.mode;
  }

  private async providerName(db: EntityManager, providerId: string): Promise<string> {
    return (await this.estates.providerNames(db, [providerId])).get(providerId) ?? refuse({ code: 'PROVIDER_NOT_FOUND' });
  }
}
