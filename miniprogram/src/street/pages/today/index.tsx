import { shanghaiDate, type Role } from '@linping/shared';
import { useApp, useStaffSession } from '../../../features/app-context.ts';
import { dateInWords, weekdayInWords } from '../../../features/surveys/days-left.ts';
import { StaffPage } from '../../../staff/frame.tsx';
import { Box } from '../../../ui/elements.tsx';
import { AdministratorDay, CommitteeDay, DistrictDay, OfficerDay, ReaderDay, WorkerDay } from './days.tsx';
import './index.scss';

/** What is due today and whose turn it is: the page after the sign-in, for every role its own. */
export default function TodayPage() {
  const role = useStaffSession()?.me.role;
  const { nowMs } = useApp();
  const today = shanghaiDate(nowMs());
  return (
    <StaffPage title="今天" entry="today">
      <Box id="today" className="muted today-date">{`${dateInWords(today, nowMs())} ${weekdayInWords(today)}`}</Box>
      {role && <Day role={role} />}
    </StaffPage>
  );
}

function Day({ role }: { readonly role: Role }) {
  switch (role) {
    case 'streetOfficer': return <OfficerDay role={role} />;
    case 'communityWorker': return <WorkerDay role={role} />;
    case 'committee': return <CommitteeDay role={role} />;
    case 'administrator': return <AdministratorDay role={role} />;
    case 'headquarters':
    case 'housingCentre':
    case 'auditor': return <DistrictDay role={role} />;
    default: return <ReaderDay role={role} />;
  }
}
