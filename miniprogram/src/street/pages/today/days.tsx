import { halfYearOf, mayEver, shanghaiDate, type Role } from '@linping/shared';
import { useQuery } from '@tanstack/react-query';
import { useApp } from '../../../features/app-context.ts';
import { useSheetsSummary } from '../../../features/assessments/use-sheets.ts';
import { useFiguresSummary } from '../../../features/complaints/use-figures.ts';
import { useComplaintsSummary } from '../../../features/complaints/use-workbench.ts';
import { useCoverage, useCoverageAreas, useCoverageDue, useCoverageSummary } from '../../../features/coverage/use-coverage.ts';
import { useDisclosuresDue } from '../../../features/disclosures/use-disclosures-due.ts';
import { useModerationSummary } from '../../../features/moderation/use-moderation.ts';
import { useMoneyDue } from '../../../features/payments/use-money-due.ts';
import { keys } from '../../../features/query-keys.ts';
import { useNewestCampaign } from '../../../features/surveys/use-campaigns.ts';
import { disclosuresDue } from '../../../features/today/disclosures-due.ts';
import { complaintsDue } from '../../../features/today/complaints-due.ts';
import { accountsDue, districtDue, officerDue, sheetsToRead, workerDue } from '../../../features/today/due.ts';
import { moderationDue } from '../../../features/today/moderation-due.ts';
import { moneyDue } from '../../../features/today/money-due.ts';
import { CoverageSummary } from '../coverage/summary.tsx';
import { DayLines } from './due-list.tsx';
import { EstateRates } from './estate-rates.tsx';

interface DayProps {
  readonly role: Role;
}

/** So many of a community's estates are named; the rest are counted. */
const NAMED_ESTATES = 8;

export function OfficerDay({ role }: DayProps) {
  const { nowMs } = useApp();
  const due = useCoverageDue(true);
  const sheets = useSheetsSummary('');
  const complaints = useComplaintsSummary({});
  const moderation = useModerationSummary();
  const accounts = useDisclosuresDue(role);
  const isKnown = due.data !== undefined && complaints.data !== undefined && moderation.data !== undefined && accounts.data !== undefined;
  const lines = isKnown
    ? [...complaintsDue(role, complaints.data), ...moderationDue(moderation.data, nowMs()), ...disclosuresDue(role, accounts.data), ...officerDue(due.data, sheets.data, nowMs())]
    : undefined;
  return <DayLines role={role} asked={[due, sheets, complaints, moderation, accounts]} lines={lines} />;
}

export function WorkerDay({ role }: DayProps) {
  const { nowMs } = useApp();
  const due = useCoverageDue(true);
  const rows = useCoverage({ sort: 'risk' }, { size: NAMED_ESTATES });
  const complaints = useComplaintsSummary({});
  const moderation = useModerationSummary();
  const isKnown = due.data !== undefined && rows.data !== undefined && complaints.data !== undefined && moderation.data !== undefined;
  const lines = isKnown ? [...workerDue(rows.rows, due.data, nowMs()), ...moderationDue(moderation.data, nowMs()), ...complaintsDue(role, complaints.data)] : undefined;
  return <DayLines role={role} asked={[due, rows, complaints, moderation]} lines={lines} />;
}

/** Headquarters, the housing centre and the auditor: the whole district's figures, and what its streets are late with. */
export function DistrictDay({ role }: DayProps) {
  const { nowMs } = useApp();
  const due = useCoverageDue(true);
  const late = useCoverageAreas({ late: true }, { size: 1 });
  const campaign = useNewestCampaign(mayEver(role, 'campaign.list'));
  const summary = useCoverageSummary({});
  const complaints = useComplaintsSummary({});
  const accounts = useDisclosuresDue(role);
  const currentHalfYear = halfYearOf(shanghaiDate(nowMs()));
  const isKnown = due.data !== undefined && late.data !== undefined && campaign.data !== undefined && complaints.data !== undefined && accounts.data !== undefined;
  const survey = isKnown ? districtDue({ role, campaign: campaign.data.items[0], due: due.data, lateStreets: late.total, currentHalfYear }, nowMs()) : undefined;
  return (
    <DayLines role={role} asked={[due, late, campaign, complaints, accounts]} lines={survey && [...survey, ...complaintsDue(role, complaints.data), ...disclosuresDue(role, accounts.data!)]}>
      {summary.data?.halfYear && <CoverageSummary summary={summary.data} />}
    </DayLines>
  );
}

export function AdministratorDay({ role }: DayProps) {
  const { staff } = useApp();
  const invited = useQuery({ queryKey: keys.accountsCount, queryFn: () => staff.accounts.list({ limit: 1, status: 'invited' }) });
  return <DayLines role={role} asked={[invited]} lines={invited.data && accountsDue(invited.data.total)} />;
}

/** An owners' committee: how its estate's complaints are dealt with, and what is open. Whose they are, nobody sees. */
export function CommitteeDay({ role }: DayProps) {
  const complaints = useComplaintsSummary({});
  const figures = useFiguresSummary({});
  const accounts = useDisclosuresDue(role);
  return (
    <DayLines role={role} asked={[complaints, figures, accounts]} lines={complaints.data && figures.data && accounts.data && [...disclosuresDue(role, accounts.data), ...complaintsDue(role, complaints.data)]}>
      {figures.data?.halfYear && <EstateRates halfYear={figures.data.halfYear} figures={figures.data.figures} />}
    </DayLines>
  );
}

/** Firms, community services, government and finance: complaints, accounts, fees and scores, as far as each may see them. */
export function ReaderDay({ role }: DayProps) {
  const { nowMs } = useApp();
  const [readsSheets, readsComplaints] = [mayEver(role, 'assessment.list'), mayEver(role, 'complaint.list')];
  const sheets = useSheetsSummary('', readsSheets);
  const complaints = useComplaintsSummary({}, readsComplaints);
  const accounts = useDisclosuresDue(role);
  const money = useMoneyDue(role);
  const isKnown = (!readsSheets || sheets.data !== undefined) && (!readsComplaints || complaints.data !== undefined) && accounts.data !== undefined && money.data !== undefined;
  return (
    <DayLines
      role={role}
      asked={[...(readsSheets ? [sheets] : []), ...(readsComplaints ? [complaints] : []), accounts, money]}
      lines={isKnown ? [...complaintsDue(role, complaints.data), ...moneyDue(role, money.data, nowMs()), ...disclosuresDue(role, accounts.data), ...sheetsToRead(sheets.data)] : undefined}
    />
  );
}
