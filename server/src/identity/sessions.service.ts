import { can, shanghaiDate, type Actor, type RefreshBody, type SessionView, type StaffSessionBody, type WechatSessionBody } from '@linping/shared';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../platform/clock.ts';
import { Config } from '../platform/config/config.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { networkTag } from '../platform/http/network.ts';
import { Jobs } from '../platform/jobs/jobs.ts';
import { Random } from '../platform/random.ts';
import { refuse } from '../platform/refused.ts';
import { type Allowance, Throttle } from '../platform/throttle/throttle.ts';
import { WechatClient } from '../platform/wechat/wechat-client.ts';
import { RESIDENT_ME, staffMeView } from './identity.views.ts';
import { isPassword } from './passwords.ts';
import { SessionKeeper } from './session-keeper.ts';
import { SessionsStore } from './sessions.store.ts';
import { SignInAttempts } from './sign-in-attempts.ts';
import { StaffStore } from './staff.store.ts';

/** Generous, because a whole estate may come through one address of its carrier. */
const NEW_PHONES: Allowance = { attempts: 200, perSeconds: 600 };
const SIGN_INS: Allowance = { attempts: 30, perSeconds: 600 };

/** How somebody comes in and goes out. */
@Injectable()
export class SessionsService implements OnModuleInit {
  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly keeper: SessionKeeper, private readonly store: SessionsStore, private readonly staff: StaffStore,
    private readonly attempts: SignInAttempts, private readonly throttle: Throttle, private readonly wechat: WechatClient,
    private readonly clock: Clock, private readonly random: Random, private readonly config: Config, private readonly jobs: Jobs,
  ) {}

  onModuleInit(): void {
    this.jobs.register({ name: 'identity.sweep', everySeconds: 3600, run: () => this.keeper.sweep() });
    this.jobs.register({ name: 'throttle.sweep', everySeconds: 3600, run: () => this.throttle.sweep() });
  }

  /** A browser without WeChat: an anonymous phone that can be revoked. Refuses: TOO_MANY_ATTEMPTS. */
  async startDevice(actor: Actor, address: string): Promise<SessionView> {
    mayStart(actor);
    await this.takeNetwork('device', address, NEW_PHONES);
    return this.unitOfWork.run(async (tx) => ({ ...(await this.keeper.open(tx, 'h5', await this.keeper.newResident(tx))), me: RESIDENT_ME }));
  }

  /** A phone known by its openid; always the same resident. Refuses: TOO_MANY_ATTEMPTS, WECHAT_CODE_REFUSED, WECHAT_UNAVAILABLE, WECHAT_OFF. */
  async startWechat(actor: Actor, { code }: WechatSessionBody, address: string): Promise<SessionView> {
    mayStart(actor);
    await this.takeNetwork('wechat', address, NEW_PHONES);
    const candidate = { id: this.random.uuid(), openid: await this.wechat.openidOf(code), createdDate: shanghaiDate(this.clock.now().getTime()) };
    return this.unitOfWork.run(async (tx) => {
      const residentId = await this.store.residentOfOpenid(tx, candidate);
      return { ...(await this.keeper.open(tx, 'wechat', residentId)), me: RESIDENT_ME };
    });
  }

  /**
   * Name and password. An unknown name, a disabled account and a wrong password are one answer and the same work; only
   * the right one-time password is told that it is too old.
   * Refuses: TOO_MANY_ATTEMPTS, SIGN_IN_LOCKED, SIGN_IN_FAILED, ONE_TIME_PASSWORD_EXPIRED.
   */
  async startStaff(actor: Actor, body: StaffSessionBody, address: string): Promise<SessionView> {
    mayStart(actor);
    await this.takeNetwork('staff', address, SIGN_INS);
    const name = body.name.trim().toLowerCase();
    const attempt = await this.attempts.take(name);
    const staff = await this.unitOfWork.read((db) => this.staff.findByName(db, name));
    const isRight = await isPassword(staff?.passwordHash, body.password);
    if (!staff || !isRight || staff.status === 'disabled') return this.attempts.failed(name, attempt, staff?.id);
    const nowMs = this.clock.now().getTime();
    return this.unitOfWork.run(async (tx) => {
      if (!(await this.staff.passSignIn(tx, staff, nowMs))) refuse({ code: 'SIGN_IN_FAILED' });
      if (staff.status === 'invited' && nowMs >= staff.oneTimeUntilMs) refuse({ code: 'ONE_TIME_PASSWORD_EXPIRED' });
      await this.attempts.forget(tx, name);
      return { ...(await this.keeper.open(tx, 'staff', staff.id)), me: staffMeView(staff) };
    });
  }

  /** A new access token. Refuses: SESSION_ENDED. */
  async refresh(actor: Actor, { refreshToken }: RefreshBody): Promise<SessionView> {
    mayStart(actor);
    const renewed = (await this.keeper.renew(refreshToken)) ?? refuse({ code: 'SESSION_ENDED' });
    if (renewed.session.kind !== 'staff') return { ...renewed.tokens, me: RESIDENT_ME };
    const staff = await this.unitOfWork.read((db) => this.staff.find(db, renewed.session.principalId));
    if (!staff || staff.status === 'disabled') return refuse({ code: 'SESSION_ENDED' });
    return { ...renewed.tokens, me: staffMeView(staff) };
  }

  /** Ends the session the request came in; at once in this process, within five seconds in another. */
  async endCurrent(actor: Actor, sessionId: string): Promise<void> {
    if (!can(actor, 'session.own')) refuse({ code: 'OUT_OF_SCOPE' });
    await this.unitOfWork.run((tx) => this.keeper.end(tx, sessionId));
  }

  /** A way in without a password, for the demo's personas and for tests. No route of a production server leads here. */
  async openForStaffName(name: string): Promise<SessionView> {
    return this.unitOfWork.run(async (tx) => {
      const staff = (await this.staff.findByName(tx, name.toLowerCase())) ?? refuse({ code: 'STAFF_NOT_FOUND' });
      return { ...(await this.keeper.open(tx, 'staff', staff.id)), me: staffMeView(staff) };
    });
  }

  /** The same for a resident; without an id, for a new one. */
  async openForResident(residentId?: string, via: 'wechat' | 'h5' = 'h5'): Promise<SessionView & { readonly residentId: string }> {
    return this.unitOfWork.run(async (tx) => {
      const id = residentId ?? (await this.keeper.newResident(tx));
      return { ...(await this.keeper.open(tx, via, id)), me: RESIDENT_ME, residentId: id };
    });
  }

  private takeNetwork(kind: string, address: string, allowance: Allowance): Promise<void> {
    return this.throttle.take([{ kind: `session.${kind}`, key: networkTag(this.config.secrets.contact, address), allowance }]);
  }
}

function mayStart(actor: Actor): void {
  if (!can(actor, 'session.start')) refuse({ code: 'OUT_OF_SCOPE' });
}
