import { mayEver, type ComplaintView } from '@linping/shared';
import { useRouter } from '@tarojs/taro';
import { useQueryClient } from '@tanstack/react-query';
import { useStaffSession } from '../../../features/app-context.ts';
import { categoryInWords } from '../../../features/complaints/labels.ts';
import { Timeline } from '../../../features/complaints/timeline.tsx';
import { useComplaint } from '../../../features/complaints/use-complaint.ts';
import { keepAnswer } from '../../../features/keep-answer.ts';
import { keys } from '../../../features/query-keys.ts';
import { StaffPage } from '../../../staff/frame.tsx';
import { Download } from '../../../staff/list.tsx';
import { Box, Heading, Txt } from '../../../ui/elements.tsx';
import { Empty, Failed, Skeleton } from '../../../ui/states.tsx';
import { Clocks, StaffDeadline } from './clocks.tsx';
import { Facts } from './facts.tsx';
import { FirmActions } from './firm-actions/index.tsx';
import { StreetActions } from './street-actions/index.tsx';
import '../../../features/complaints/staff.scss';
import './index.scss';

export default function StaffComplaintPage() {
  const { complaint = '' } = useRouter().params;
  const me = useStaffSession()?.me;
  if (!me || !mayEver(me.role, 'complaint.read')) return <StaffPage title="投诉" entry="complaints" hasBack>{me && <Empty title="这个身份看不到投诉" />}</StaffPage>;
  return <OneComplaint complaintId={complaint} isHandler={mayEver(me.role, 'complaint.handle')} />;
}

interface OneComplaintProps {
  readonly complaintId: string;
  readonly isHandler: boolean;
}

/** One complaint for whoever works on it or watches it: what it is, the clocks, what may be done, and everything that happened. */
function OneComplaint({ complaintId, isHandler }: OneComplaintProps) {
  const asked = useComplaint('staff', complaintId);
  const cache = useQueryClient();
  const done = (view: ComplaintView) => keepAnswer(cache, keys.staffComplaint(complaintId), view);
  const view = asked.data;
  if (!view) {
    return (
      <StaffPage title="投诉" entry="complaints" hasBack>
        {asked.isError ? <Failed error={asked.error} onRetry={() => void asked.refetch()} /> : <Skeleton lines={[120, 200, 160, 240]} />}
      </StaffPage>
    );
  }
  return (
    <StaffPage
      title={categoryInWords(view.category)} entry="complaints" hasBack
    >
      <Box className="staff-sub case-sub">
        <Txt id="number" className="muted number">{`编号 ${view.number}`}</Txt>
        {isHandler && <Download id="work-order" path={`/complaints/${view.id}/work-order`} name={`工单-${view.number}.pdf`}>下载工单</Download>}
      </Box>
      <Box className="case">
        <Box className="case-side">
          <Box className="case-deadline"><StaffDeadline view={view} /></Box>
          <Box className="case-actions">{view.viewer === 'firm' ? <FirmActions view={view} onDone={done} /> : <StreetActions view={view} onDone={done} />}</Box>
          <Box className="case-clocks"><Clocks view={view} /></Box>
        </Box>
        <Box className="case-main">
          <Box className="case-facts"><Facts view={view} onExpired={() => void asked.refetch()} /></Box>
          <Box className="case-steps">
            <Heading level={2} className="section-title">经过</Heading>
            <Timeline complaint={view} onExpired={() => void asked.refetch()} />
          </Box>
        </Box>
      </Box>
    </StaffPage>
  );
}
