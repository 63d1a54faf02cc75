import { halfYearOf, mayEver, shanghaiDate, type Role } from '@linping/shared';
import { useQuery } from '@tanstack/react-query';
import { useApp } from '../../../features/app-context.ts';
import { useSheetsSummary } from '../../../features/assessments/use-sheets.ts';
import { useCoverage, useCoverageAreas, useCoverageDue, useCoverageSummary } from '../../../features/coverage/use-coverage.ts';
import { keys } from '../../../features/query-keys.ts';
import { useNewestCampaign } from '../../../features/surveys/use-campaigns.ts';
import { accountsDue, districtDue, officerDue, sheetsToRead, workerDue } from '../../../features/today/due.ts';
import { CoverageSummary } from '../coverage/summary.tsx';
import { DayLines, WaysIn } from './due-list.tsx';

interface DayProps {
  readonly role: Role;
}

/** So many of a community's estates are named; the rest are counted. */
const NAMED_ESTATES = 8;

export function OfficerDay({ role }: DayProps) {
  const { nowMs } = useApp();
  const due = useCoverageDue(true);
  const sheets = useSheetsSummary('');
  return <DayLines role={role} asked={[due, sheets]} lines={due.data && officerDue(due.data, sheets.data, nowMs())} />;
}

export function WorkerDay({ role }: DayProps) {
  const { nowMs } = useApp();
  const due = useCoverageDue(true);
  const rows = useCoverage({ sort: 'risk' }, { size: NAMED_ESTATES });
  return <DayLines role={role} asked={[due, rows]} lines={due.data && rows.data && workerDue(rows.rows, due.data, nowMs())} />;
}

/** Headquarters, the housing centre and the auditor: the whole district's figures, and what its streets are late with. */
export function DistrictDay({ role }: DayProps) {
  const { nowMs } = useApp();
  const due = useCoverageDue(true);
  const late = useCoverageAreas({ late: true }, { size: 1 });
  const campaign = useNewestCampaign(mayEver(role, 'campaign.list'));
  const summary = useCoverageSummary({});
  const currentHalfYear = halfYearOf(shanghaiDate(nowMs()));
  const isKnown = due.data !== undefined && late.data !== undefined && campaign.data !== undefined;
  const lines = isKnown ? districtDue({ role, campaign: campaign.data.items[0], due: due.data, lateStreets: late.total, currentHalfYear }, nowMs()) : undefined;
  return (
    <DayLines role={role} asked={[due, late, campaign]} lines={lines}>
      {summary.data?.halfYear && <CoverageSummary summary={summary.data} />}
    </DayLines>
  );
}

export function AdministratorDay({ role }: DayProps) {
  const { staff } = useApp();
  const invited = useQuery({ queryKey: keys.accountsCount, queryFn: () => staff.accounts.list({ limit: 1, status: 'invited' }) });
  return <DayLines role={role} asked={[invited]} lines={invited.data && accountsDue(invited.data.total)} />;
}

/** Whoever has nothing to do here but read. */
export const ReaderDay = ({ role }: DayProps) => (mayEver(role, 'assessment.list') ? <ScoreReaderDay role={role} /> : <WaysIn role={role} />);

function ScoreReaderDay({ role }: DayProps) {
  const sheets = useSheetsSummary('');
  return <DayLines role={role} asked={[sheets]} lines={sheets.data && sheetsToRead(sheets.data)} />;
}
