import type { ComplaintView } from '@linping/shared';
import { useApp } from '../../features/app-context.ts';
import { when } from '../../features/complaints/when.ts';
import { dayInWords } from '../../features/surveys/days-left.ts';
import { Box } from '../../ui/elements.tsx';
import { Notice } from '../../ui/states.tsx';

/** It has arrived, and what happens next, by when. */
export function Filed({ complaint }: { readonly complaint: ComplaintView }) {
  const { nowMs } = useApp();
  const dueOf = (clock: 'acknowledge' | 'accept' | 'resolve') => complaint.clocks.find((each) => each.clock === clock)?.dueAt ?? undefined;
  const [acknowledge, accept, resolve] = [dueOf('acknowledge'), dueOf('accept'), dueOf('resolve')];
  const who = complaint.provider ?? '街道';
  return (
    <Notice id="filed" tone="good" title="已提交，谢谢您">
      {acknowledge && <Box>{`${who}要在${when(acknowledge, nowMs())}前先回应。`}</Box>}
      {accept && <Box>{`${who}要在${dayInWords(accept, nowMs())}前受理。`}</Box>}
      {resolve && <Box>{`${dayInWords(resolve, nowMs())}前办结；到期没有办结，会自动上报街道。`}</Box>}
      <Box>办结以后请您确认：解决了就评价，没解决就要求重新处理。</Box>
    </Notice>
  );
}
