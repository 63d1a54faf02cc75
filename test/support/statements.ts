import { randomUUID } from 'node:crypto';
import { halfYearBefore, halfYearOf, type DisclosureKind, type StatementView } from '@linping/shared';
import type { District } from './district.ts';
import type { Person } from './people.ts';
import { picture } from './pictures.ts';
import { today } from './sheets.ts';

/** The half-year that ended last: the newest one whose accounts may be handed in. */
export const lastPeriod = () => halfYearBefore(halfYearOf(today()));

export interface TypedLine {
  readonly kind: DisclosureKind;
  readonly amountFen: number;
  readonly note: string;
}
export const LINES: readonly TypedLine[] = [
  { kind: 'parking', amountFen: 1_250_000, note: '地面停车费' }, { kind: 'cleaning', amountFen: 356_050, note: '上半年保洁用品' }, { kind: 'equipment', amountFen: 880_000, note: '1号楼电梯钢丝绳更换' },
];

/** A photo of a paper, uploaded by somebody of the staff. */
export async function voucher({ api }: Person): Promise<string> {
  const bytes = picture(60, 40);
  return (await api.uploads.send(randomUUID(), { bytes: bytes.byteLength, read: (from, to) => Promise.resolve(bytes.slice(from, to).buffer) })).id;
}

/** A firm's first statement of the last period, with an opening and lines that have vouchers: everything there for submitting. */
export async function drafted(firm: Person, estateId: string, lines: readonly TypedLine[] = LINES, openingFen = 100_000): Promise<StatementView> {
  const { disclosures } = firm.api;
  let view = await disclosures.begin(estateId, { id: randomUUID(), body: 'provider', period: lastPeriod() });
  view = await disclosures.edit(view.id, { version: view.desk!.version, openingFen });
  for (const line of lines) view = await disclosures.addLine(view.id, { ...line, version: view.desk!.version, id: randomUUID(), voucherIds: [await voucher(firm)] });
  return view;
}

/** Takes a statement through the street to where everybody reads it. */
export async function published({ officer }: Pick<District, 'officer'>, firm: Person, { id, desk }: StatementView): Promise<StatementView> {
  const submitted = await firm.api.disclosures.move(id, 'submit', { version: desk!.version });
  const approved = await officer.api.disclosures.move(id, 'approve', { version: submitted.desk!.version });
  return officer.api.disclosures.move(id, 'publish', { version: approved.desk!.version });
}
