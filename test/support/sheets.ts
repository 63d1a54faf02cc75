import { randomUUID } from 'node:crypto';
import { dayAfter, halfYearOf, shanghaiDate, type EnterDeductionBody, type Opinion, type SheetView } from '@linping/shared';
import { answerFor, ESTATE_COLUMNS, invited, openRound, uploaded, type District } from './district.ts';
import type { Person } from './people.ts';

/** Today in the district. */
export const today = (): string => shanghaiDate(Date.now());

/** The firm of the district's estate, which the scores are about. */
export const FIRM = '祥和物业有限公司';

/**
 * The firm's last day at the estate is today, because another enters tomorrow: its period of service is over, so that its
 * sheet may be submitted whatever day of the half-year the test runs on.
 */
export const lastDayIsToday = ({ headquarters }: District): Promise<void> => uploaded(headquarters, '/imports/estates', [
  ESTATE_COLUMNS,
  `E-001,祥云里小院,五里堡街道,香榭丽社区,香云里1号,1980,11494.50,物业服务企业,和顺物业有限公司,0371-77777777,${today()},${today()},${dayAfter(today())}`,
]);

/** Surveys the estate: every door answers `opinion`, one officer closes the round and the other certifies it. */
export async function certifyRound(district: District, opinion: Opinion = 'verySatisfied'): Promise<void> {
  const { buildings, worker, officer, secondOfficer } = district;
  const round = await openRound(district);
  for (const { doors } of buildings) {
    for (const { householdId } of doors) {
      const { status } = await worker.request('PUT', `/rounds/${round.id}/assisted-answer`, answerFor(round, householdId, opinion));
      if (status >= 300) throw new Error(`assisted answer: ${status}`);
    }
  }
  const { round: { version } } = await officer.api.coverage.ofRound(round.id);
  const closed = await officer.api.coverage.close(round.id, { version });
  await secondOfficer.api.coverage.certify(round.id, { version: closed.round.version });
}

/** Makes the half-year's sheets that are missing and answers the one about {@link FIRM}. */
export async function sheetOf({ officer }: District): Promise<SheetView> {
  const halfYear = halfYearOf(today());
  await officer.api.assessments.open({ halfYear });
  const { items } = await officer.api.assessments.list({ halfYear, search: '祥云里小院' });
  return officer.api.assessments.sheet(items.find(({ provider }) => provider === FIRM)!.id);
}

/** A deduction as a page sends it: today, once. */
export const deduction = (item: number, unit: string, over: Partial<EnterDeductionBody> = {}): EnterDeductionBody =>
  ({ id: randomUUID(), item, unit, count: 1, date: today(), place: '3号楼东侧', text: '现场看到的', ...over });

/** The firm's manager, with an account of the street's. */
export const invitedManager = ({ server, officer }: District, sheet: SheetView): Promise<Person> =>
  invited(server, officer, 'providerManager', sheet.provider.id, 'manager');

export const LONG_NAME = '二七区嵩山路街道中原东路社区郑州铁路局第二家属院北院';

/** That many more estates of the street with one household each, all under one firm; the first of them has a name as long as they come. */
export async function manyEstates({ headquarters, officer }: District, count: number): Promise<void> {
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  const codeOf = (number: number) => `M-${String(number).padStart(3, '0')}`;
  await uploaded(headquarters, '/imports/estates', [
    ESTATE_COLUMNS,
    ...numbers.map((number) => [
      codeOf(number), number === 1 ? LONG_NAME : `香云里${number}号院`, '五里堡街道', number % 2 ? '中原东路社区' : '香榭丽社区', '香云里', '1985', `${8000 + number}.50`,
      '物业服务企业', FIRM, '0371-66666666', '2025-01-05', '', '2025-02-01',
    ].join(',')),
  ]);
  await uploaded(officer, '/imports/households', ['小区编号,楼栋,门牌,手机号', ...numbers.map((number) => `${codeOf(number)},1号楼,101,`)]);
}
