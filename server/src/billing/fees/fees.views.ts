import type { FeeAreaRow as FeeAreaView, FeeStandardView } from '@linping/shared';
import type { NamedDwelling } from '../../estates/estates.service.ts';
import type { CountedDiscount } from './fee-standards.store.ts';
import type { FeeAreaRow, FeeStandardRow } from './fees.entity.ts';

export const feeStandardView = (row: FeeStandardRow, provider: string, discounts: readonly CountedDiscount[]): FeeStandardView => ({
  id: row.id, providerId: row.providerId, provider, name: row.name, basis: row.basis, rateFen: row.rateFen, fromMonth: row.fromMonth, untilMonth: row.untilMonth,
  discounts: discounts.map(({ id, name, permilleOff, fromMonth, untilMonth, households }) => ({ id, name, permilleOff, fromMonth, untilMonth, households })),
  version: row.version,
});

export const feeAreaView = ({ householdId, buildingId, building, door }: NamedDwelling, area: FeeAreaRow | undefined): FeeAreaView =>
  ({ householdId, buildingId, building, door, areaCentiSqm: area?.areaCentiSqm ?? null, version: area?.version ?? 0 });
