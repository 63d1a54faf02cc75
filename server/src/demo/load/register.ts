import { shanghaiDate } from '@linping/shared';
import type { EstateRegister } from '../../estates/estate-register.ts';
import type { RegisterRows } from '../../estates/imports.store.ts';
import { chunksOf } from '../../platform/database/batches.ts';
import type { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import type { AuditLog } from '../../platform/audit/audit-log.ts';
import { codeSeed } from '../codes.ts';
import type { DemoStore } from '../demo.store.ts';
import type { DemoDistrict } from '../district/district.ts';
import { SeededRandom } from '../seeded-random.ts';
import type { Holder } from '../surveys/respondents.ts';

const ROWS_A_STEP = 2000;

interface Parts {
  readonly unitOfWork: UnitOfWork;
  readonly register: EstateRegister;
  readonly store: DemoStore;
  readonly audit: AuditLog;
}

/**
 * The register, the phones that hold households, and the codes of the published estate: one transaction, so that there
 * is a district or none. Its first audit line tells a district of the demo from anybody else's.
 */
export async function writeRegister({ unitOfWork, register, store, audit }: Parts, district: DemoDistrict, holders: readonly Holder[], nowMs: number, onRows: (rows: number) => void): Promise<void> {
  const { estates, ...small } = district;
  const households = estates.flatMap((estate) => estate.households);
  const held = new Set(holders.map(({ household }) => household.id));
  await unitOfWork.run(async (tx) => {
    await store.begin(tx, audit);
    const insert = async (rows: RegisterRows) => {
      await register.insert(tx, rows);
      onRows(Object.values(rows).reduce((sum, list) => sum + list.length, 0));
    };
    await insert({ ...small, estates: estates.map(({ row }) => row) });
    for (const chunk of chunksOf(households, ROWS_A_STEP)) await insert({ households: chunk });
    const createdDate = shanghaiDate(nowMs);
    await store.insertResidents(tx, holders.map(({ resident: { residentId, via } }) =>
      ({ id: residentId, openid: via === 'wechat' ? `demo-${residentId}` : null, createdDate })));
    for (const chunk of chunksOf(holders, ROWS_A_STEP)) {
      await insert({ bindings: chunk.map(({ household, resident }) => ({ householdId: household.id, residentId: resident.residentId, boundMs: nowMs, via: 'code' })) });
    }
    for (const household of estates[0]!.households.filter(({ id }) => !held.has(id))) {
      await register.issueCodes(tx, [household], 'demo', new SeededRandom(codeSeed(household.id)));
    }
  });
}
