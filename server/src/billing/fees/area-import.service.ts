import { createHash } from 'node:crypto';
import type { Actor, ImportedView, ImportExample, ImportPreviewView } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { EstatesService } from '../../estates/estates.service.ts';
import { AuditLog } from '../../platform/audit/audit-log.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { hundredths } from '../../platform/documents/amounts.ts';
import { readTable } from '../../platform/documents/read-table.ts';
import { RowErrors } from '../../platform/documents/row-errors.ts';
import { orRefuse, refuse } from '../../platform/refused.ts';
import { Desks } from '../desks.service.ts';
import { DesksStore } from '../desks.store.ts';
import { AREA, AREA_LIST, type AreaLine, AreaLines, BUILDING, DOOR } from './area-lines.ts';
import { FeeAreasStore } from './fee-areas.store.ts';
import type { FeeAreaRow } from './fees.entity.ts';

const SHOWN_EXAMPLES = 20;

/** What a list makes of the areas. */
interface AreaPlan {
  readonly created: readonly FeeAreaRow[];
  /** As they shall be, with the version that was seen. */
  readonly changed: readonly FeeAreaRow[];
  readonly unchanged: number;
  readonly examples: readonly ImportExample[];
}

/** A firm's list of areas, XLSX or CSV. All or nothing; the same file twice changes nothing the second time; a preview writes nothing. */
@Injectable()
export class AreaImportService {
  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly areas: FeeAreasStore, private readonly desks: Desks, private readonly gates: DesksStore,
    private readonly estates: EstatesService, private readonly audit: AuditLog,
  ) {}

  /**
   * The areas of one estate's dwellings, which have to be in the register. Refuses: ESTATE_NOT_FOUND, OUT_OF_SCOPE,
   * IMPORT_UNREADABLE, IMPORT_LOCKED, IMPORT_TOO_LARGE, IMPORT_HAS_ERRORS.
   */
  async import(actor: Actor, estateId: string, file: Buffer, preview = false): Promise<ImportedView | ImportPreviewView> {
    const { providerId } = await this.unitOfWork.read((db) => this.desks.serving(db, actor, 'fee.edit', estateId)); // before a large file is read for nothing
    const errors = new RowErrors();
    const lines = new AreaLines(errors);
    const { rows, format, encoding } = orRefuse(await readTable(file, AREA_LIST, errors, lines.take));
    const viewOf = ({ created, changed, unchanged }: AreaPlan): ImportedView => ({ rows, format, encoding, created: created.length, changed: changed.length, unchanged });
    if (preview) {
      const plan = await this.unitOfWork.read((db) => this.plan(db, estateId, providerId, lines.lines, errors));
      const { errors: shown, moreErrors } = errors.refusal;
      return { ...viewOf(plan), examples: plan.examples, errors: shown, moreErrors };
    }
    if (!errors.none) refuse(errors.refusal);
    const sha256 = createHash('sha256').update(file).digest('hex');
    return this.unitOfWork.run(async (tx) => {
      await this.desks.serving(tx, actor, 'fee.edit', estateId);
      await this.gates.passGate(tx, estateId, providerId);
      const plan = await this.plan(tx, estateId, providerId, lines.lines, errors);
      if (!errors.none) refuse(errors.refusal);
      await this.areas.insert(tx, plan.created);
      for (const row of plan.changed) await this.areas.change(tx, row);
      const facts = { rows, created: plan.created.length, changed: plan.changed.length, sha256 };
      await this.audit.append(tx, { actor, action: 'feeArea.import', subject: `estate:${estateId}`, facts });
      return viewOf(plan);
    });
  }

  /** What the lines would do; what contradicts the register goes to `errors`. Writes nothing. */
  private async plan(db: EntityManager, estateId: string, providerId: string, lines: readonly AreaLine[], errors: RowErrors): Promise<AreaPlan> {
    const dwellings = await this.estates.dwellings(db, estateId);
    const buildings = new Set(dwellings.map(({ building }) => building));
    const byDoor = new Map(dwellings.map(({ householdId, building, door }) => [`${building}\0${door}`, householdId]));
    const areas = await this.areas.ofEstate(db, estateId, providerId);
    const [created, changed, examples]: [FeeAreaRow[], FeeAreaRow[], ImportExample[]] = [[], [], []];
    let unchanged = 0;
    for (const { line, building, door, areaCentiSqm } of lines) {
      if (errors.isWrong(line)) continue;
      const householdId = byDoor.get(`${building}\0${door}`);
      if (householdId === undefined) {
        errors.add(line, buildings.has(building) ? DOOR : BUILDING, `本小区没有登记这${buildings.has(building) ? '一户' : '栋楼'}，请核对名称，或请街道补登`);
        continue;
      }
      const before = areas.get(householdId);
      if (areaCentiSqm === null || before?.areaCentiSqm === areaCentiSqm) {
        unchanged += 1;
        continue;
      }
      (before ? changed : created).push({ householdId, providerId, estateId, areaCentiSqm, version: before?.version ?? 1 });
      const fields = before ? [{ column: AREA, from: hundredths(before.areaCentiSqm), to: hundredths(areaCentiSqm) }] : [];
      if (examples.length < SHOWN_EXAMPLES) examples.push({ line, name: `${building} ${door}`, what: before ? 'changed' : 'created', fields });
    }
    return { created, changed, unchanged, examples };
  }
}
