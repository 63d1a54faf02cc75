import {
  can, COMPLAINT_CONSENT_VERSION, halfYearOf, isStaff, shanghaiDate,
  type Actor, type ComplaintChannel, type ComplaintView, type ContactBody, type FileComplaintBody, type RegisterComplaintBody, type SimilarQuery, type TextCheck,
} from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { WorkCalendarService } from '../calendar/work-calendar.service.ts';
import { type EstatePlace, EstatesService } from '../estates/estates.service.ts';
import { Clock } from '../platform/clock.ts';
import { Config } from '../platform/config/config.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { networkTag } from '../platform/http/network.ts';
import { Random } from '../platform/random.ts';
import { refuse } from '../platform/refused.ts';
import { type Allowance, Throttle } from '../platform/throttle/throttle.ts';
import { ComplaintReader } from './complaint-reader.ts';
import { clocked, FRESH } from './complaint-state.ts';
import type { ComplaintRow, ComplaintStepRow } from './complaints.entity.ts';
import { ComplaintsStore } from './complaints.store.ts';
import { ContactCipher } from './contact-cipher.ts';
import { personOf, photoRows, senderOf, StepWriter } from './step-writer.ts';

const DAY_SECONDS = 86_400;
/** A resident with a lot to say, not a machine. [D] */
const FILINGS: Allowance = { attempts: 20, perSeconds: DAY_SECONDS };
/** Generous, because a whole estate may come through one address of its carrier. */
const FILINGS_OF_NETWORK: Allowance = { attempts: 300, perSeconds: DAY_SECONDS };
/** How far back a call may be written down: the clocks run from its receipt. */
const REGISTER_DAYS = 3;
const DAY_MS = DAY_SECONDS * 1000;
/** No 0 and O, no 1, I and L: it is read out on the telephone. */
const SIGNS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const SIGNS_OF_NUMBER = 4;

/** Where a complaint is about. */
interface ComplaintPlace {
  readonly estate: EstatePlace;
  readonly buildingId: string | null;
}
/** What a filing is besides its place, whichever way it came. */
interface Filing {
  readonly actor: Actor;
  readonly body: Omit<FileComplaintBody, 'token' | 'householdId' | 'consentVersion'>;
  readonly contentTag: string;
  readonly textCheck: TextCheck;
  readonly channel: ComplaintChannel;
  readonly externalNumber: string | null;
  readonly receivedMs: number;
  readonly consentVersion: string | null;
}

/** How a complaint comes in: from the QR on the wall, from a phone that holds a household, or through somebody who took a call. */
@Injectable()
export class FilingService {
  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly complaints: ComplaintsStore, private readonly writer: StepWriter, private readonly reader: ComplaintReader,
    private readonly estates: EstatesService, private readonly calendars: WorkCalendarService, private readonly cipher: ContactCipher, private readonly throttle: Throttle,
    private readonly clock: Clock, private readonly random: Random, private readonly config: Config,
  ) {}

  /**
   * Files a complaint; the same request again is the same complaint, however late and however often. Without consent
   * (个人信息保护法 23) nothing is written. Refuses: OUT_OF_SCOPE, COMPLAINT_CONSENT_MISSING, COMPLAINT_DIFFERS, TOO_MANY_ATTEMPTS,
   * BUILDING_TOKEN_UNKNOWN, COMPLAINT_PLACE_WRONG (neither or both of token and household, or not the own), COMPLAINT_TEXT_REFUSED, PHOTO_UNKNOWN.
   */
  async file(actor: Actor, body: FileComplaintBody, address: string): Promise<ComplaintView> {
    if (actor.role !== 'resident' || !can(actor, 'complaint.file')) return refuse({ code: 'OUT_OF_SCOPE' });
    if (body.consentVersion !== COMPLAINT_CONSENT_VERSION) refuse({ code: 'COMPLAINT_CONSENT_MISSING' });
    const contentTag = this.cipher.tag(senderOf(actor), 'file', body);
    const known = await this.unitOfWork.read((db) => this.writer.known(db, actor, body.id, body.id, contentTag));
    if (known) return known;
    await this.throttle.take([
      { kind: 'complaint.file', key: actor.residentId, allowance: FILINGS },
      { kind: 'complaint.network', key: networkTag(this.config.secrets.contact, address), allowance: FILINGS_OF_NETWORK },
    ]);
    await this.unitOfWork.read((db) => this.placeOfResident(db, actor, body));
    const textCheck = await this.writer.checkedText(actor, `${body.spot}\n${body.text}`);
    const now = this.clock.now().getTime();
    const filing: Filing = { actor, body, contentTag, textCheck, channel: 'app', externalNumber: null, receivedMs: now, consentVersion: body.consentVersion };
    return this.unitOfWork.run(async (tx) => this.write(tx, filing, await this.placeOfResident(tx, actor, body)), { idempotent: true });
  }

  /**
   * Files what another capability has of a resident, in its transaction: words that a person has passed already, so they are
   * not checked again. The same again is the same complaint. Refuses: OUT_OF_SCOPE, COMPLAINT_CONSENT_MISSING, COMPLAINT_DIFFERS, COMPLAINT_PLACE_WRONG.
   */
  async fileWithin(tx: EntityManager, actor: Actor, body: FileComplaintBody): Promise<ComplaintView> {
    if (actor.role !== 'resident' || !can(actor, 'complaint.file')) return refuse({ code: 'OUT_OF_SCOPE' });
    if (body.consentVersion !== COMPLAINT_CONSENT_VERSION) refuse({ code: 'COMPLAINT_CONSENT_MISSING' });
    const contentTag = this.cipher.tag(senderOf(actor), 'file', body);
    const place = await this.placeOfResident(tx, actor, body);
    const filing: Filing = { actor, body, contentTag, textCheck: 'passed', channel: 'app', externalNumber: null, receivedMs: this.clock.now().getTime(), consentVersion: body.consentVersion };
    return this.write(tx, filing, place);
  }

  /**
   * Registers what came by phone, at the counter or from 12345; the clocks run from its receipt. Refuses: OUT_OF_SCOPE, ESTATE_NOT_FOUND,
   * COMPLAINT_DIFFERS, COMPLAINT_PLACE_WRONG (a building of another estate), COMPLAINT_RECEIVED_WRONG, EXTERNAL_NUMBER_TAKEN, PHOTO_UNKNOWN.
   */
  async register(actor: Actor, body: RegisterComplaintBody): Promise<ComplaintView> {
    if (!isStaff(actor)) return refuse({ code: 'OUT_OF_SCOPE' });
    const contentTag = this.cipher.tag(senderOf(actor), 'register', body);
    const known = await this.unitOfWork.read((db) => this.writer.known(db, actor, body.id, body.id, contentTag));
    if (known) return known;
    const now = this.clock.now().getTime();
    const receivedMs = Date.parse(body.receivedAt);
    return this.unitOfWork.run(async (tx) => {
      const estate = (await this.estates.placeOf(tx, body.estateId)) ?? refuse({ code: 'ESTATE_NOT_FOUND' });
      if (!can(actor, 'complaint.register', estate)) refuse({ code: 'OUT_OF_SCOPE' });
      if (!(receivedMs <= now && receivedMs >= now - REGISTER_DAYS * DAY_MS)) refuse({ code: 'COMPLAINT_RECEIVED_WRONG' });
      const buildings = await this.estates.buildings(tx, body.estateId);
      if (body.buildingId !== undefined && !buildings.some(({ buildingId }) => buildingId === body.buildingId)) refuse({ code: 'COMPLAINT_PLACE_WRONG' });
      const { channel, externalNumber = null } = body;
      const filing: Filing = { actor, body, contentTag, textCheck: 'passed', channel, externalNumber, receivedMs, consentVersion: null };
      return this.write(tx, filing, { estate, buildingId: body.buildingId ?? null });
    }, { idempotent: true });
  }

  /** The building that a resident may speak of. Refuses: BUILDING_TOKEN_UNKNOWN, COMPLAINT_PLACE_WRONG. */
  async placeOfResident(db: EntityManager, actor: Actor, { token, householdId }: Pick<SimilarQuery, 'token' | 'householdId'>): Promise<ComplaintPlace & { readonly buildingId: string }> {
    if (actor.role !== 'resident' || (token === undefined) === (householdId === undefined)) return refuse({ code: 'COMPLAINT_PLACE_WRONG' });
    if (householdId !== undefined) {
      const household = await this.estates.householdPlace(db, householdId);
      if (!household || household.residentId !== actor.residentId) return refuse({ code: 'COMPLAINT_PLACE_WRONG' });
      const { residentId: _, householdId: __, buildingId, ...estate } = household;
      return { estate, buildingId };
    }
    const building = (await this.estates.buildingOfToken(db, token!)) ?? refuse({ code: 'BUILDING_TOKEN_UNKNOWN' });
    const estate = (await this.estates.placeOf(db, building.estateId)) ?? refuse({ code: 'BUILDING_TOKEN_UNKNOWN' });
    return { estate, buildingId: building.buildingId };
  }

  private async write(tx: EntityManager, filing: Filing, { estate, buildingId }: ComplaintPlace): Promise<ComplaintView> {
    const { actor, body, contentTag, textCheck, channel, externalNumber, receivedMs, consentVersion } = filing;
    const calendar = await this.calendars.calendar(tx);
    const filedMs = this.clock.now().getTime();
    const author = actor.role === 'resident' ? actor.residentId : null;
    const fresh: ComplaintRow = {
      ...FRESH, id: body.id, number: '', estateId: estate.estateId, buildingId, streetId: estate.streetId, communityId: estate.communityId, providerId: estate.providerId ?? null,
      category: body.category, spot: body.spot, isUrgent: body.isUrgent, channel, externalNumber,
      authorId: author, isVerified: author !== null && (await this.estates.holdsIn(tx, author, estate.estateId)),
      showContact: body.showContactToFirm && body.contact !== undefined, contactCipher: sealed(this.cipher, body.id, body.contact), consentVersion, consentMs: consentVersion === null ? null : filedMs,
      filedMs, receivedMs, halfYear: halfYearOf(shanghaiDate(receivedMs)), lastStepMs: filedMs, startMs: receivedMs,
    };
    const start = clocked({ row: fresh, pauses: [] }, calendar);
    const inserted = await this.insertNumbered(tx, start.row);
    if (inserted === null) return (await this.writer.known(tx, actor, body.id, body.id, contentTag)) ?? refuse({ code: 'COMPLAINT_DIFFERS' });
    const step: ComplaintStepRow = {
      id: body.id, complaintId: body.id, sequence: 1, kind: 'file', atMs: filedMs, side: author === null ? 'street' : 'resident', actorRole: actor.role, actorId: personOf(actor),
      status: 'submitted', text: body.text, textCheck, facts: '{}', contentTag,
    };
    const photos = photoRows(step, body.photoIds.map((photoId) => ({ photoId, slot: 'after' })));
    // What came in days ago may be overdue the moment it is written down.
    const { progress, written } = this.writer.settled({ ...start, row: inserted }, filedMs, calendar);
    await this.writer.write(tx, start, progress, [{ actor, step, photos }, ...written]);
    return this.reader.view(tx, actor, body.id);
  }

  /** The row with the number it got; null where the complaint is there already. */
  private async insertNumbered(tx: EntityManager, row: ComplaintRow): Promise<ComplaintRow | null> {
    for (;;) {
      const numbered = { ...row, number: this.number(row.filedMs) };
      const inserted = await this.complaints.insert(tx, numbered);
      if (inserted === 'inserted') return numbered;
      if (inserted === 'id') return null;
    }
  }

  private number(filedMs: number): string {
    const day = shanghaiDate(filedMs).slice(2).replaceAll('-', '');
    return `${day}-${Array.from({ length: SIGNS_OF_NUMBER }, () => SIGNS[this.random.below(SIGNS.length)]!).join('')}`;
  }
}

const sealed = (cipher: ContactCipher, complaintId: string, contact: ContactBody | undefined): string | null => (contact === undefined ? null : cipher.seal(complaintId, contact));
