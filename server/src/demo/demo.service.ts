import { can, type Actor, type DemoSessionBody, type PaymentView, type PersonaView, type SessionView } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import { SessionsService } from '../identity/sessions.service.ts';
import { OrdersService } from '../payments/orders.service.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { refuse } from '../platform/refused.ts';
import { DemoStore, type FreeDoor } from './demo.store.ts';
import { XIANGYUNLI } from './district/figures.ts';
import { PERSONA_RESIDENT, STAFF_PERSONAS } from './personas.ts';
import { PlayMoney } from './play-money.ts';

/** A way in for every role, without a password. It exists in mode `demo` alone: no other server has this module. */
@Injectable()
export class DemoService {
  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly sessions: SessionsService, private readonly store: DemoStore,
    private readonly orders: OrdersService, private readonly money: PlayMoney,
  ) {}

  /** One for every role; those whose account somebody has shut meanwhile are left out. Refuses: OUT_OF_SCOPE. */
  personas(actor: Actor): Promise<PersonaView[]> {
    mayStart(actor);
    return this.unitOfWork.read(async (db) => {
      const accounts = await this.store.accounts(db, STAFF_PERSONAS.map(({ id }) => id));
      const staff = STAFF_PERSONAS.flatMap(({ id }): PersonaView[] => {
        const account = accounts.get(id);
        return account ? [{ id, role: account.role, displayName: account.displayName, scopeName: account.scopeName }] : [];
      });
      const { id, displayName } = PERSONA_RESIDENT;
      return [{ id, role: 'resident', displayName, scopeName: XIANGYUNLI.name }, ...staff];
    });
  }

  /** Refuses: OUT_OF_SCOPE, STAFF_NOT_FOUND. */
  async start(actor: Actor, { personaId }: DemoSessionBody): Promise<SessionView> {
    mayStart(actor);
    if (personaId === PERSONA_RESIDENT.id) return this.startResident();
    const persona = (await this.personas(actor)).find(({ id, role }) => id === personaId && role !== 'resident');
    return persona ? this.sessions.openForStaffName(persona.id) : refuse({ code: 'STAFF_NOT_FOUND' });
  }

  /**
   * Pays one's own order with play money, as a phone with WeChat would pay it with real one: the stand-in for WeChat Pay then
   * tells the server. Refuses: OUT_OF_SCOPE, PAYMENT_NOT_FOUND, PAYMENT_OFF, PAYMENT_ENDED, PAYMENT_UNAVAILABLE.
   */
  async pay(actor: Actor, paymentId: string): Promise<PaymentView> {
    const order = await this.orders.one(actor, paymentId);
    if (order.status === 'paid') return order;
    await this.money.pay(order.number);
    return this.orders.one(actor, paymentId);
  }

  /** Doors of the published estate that a visitor may bind by a code. */
  freeDoors(): Promise<FreeDoor[]> {
    return this.unitOfWork.read((db) => this.store.freeDoors(db));
  }

  /** The phone that holds a household; somebody who deleted its data or was released comes in as a new one, which binds by a code. */
  private async startResident(): Promise<SessionView> {
    const { residentId } = PERSONA_RESIDENT;
    const isKnown = await this.unitOfWork.read((db) => this.store.resident(db, residentId));
    const { accessToken, accessExpiresAt, refreshToken, me } = await this.sessions.openForResident(isKnown ? residentId : undefined, 'h5');
    return { accessToken, accessExpiresAt, refreshToken, me };
  }
}

function mayStart(actor: Actor): void {
  if (!can(actor, 'session.start')) refuse({ code: 'OUT_OF_SCOPE' });
}
