import type { ComplaintView } from '@linping/shared';
import { useApp } from '../../../features/app-context.ts';
import { ComplaintTags } from '../../../features/complaints/complaint-tags.tsx';
import { COMPLAINT_CHANNEL_LABELS, placeInWords } from '../../../features/complaints/labels.ts';
import { PhotoStrip } from '../../../features/complaints/photo-strip.tsx';
import { hiddenWords } from '../../../features/complaints/step-words.ts';
import { when } from '../../../features/complaints/when.ts';
import { go, to } from '../../../platform/navigate.ts';
import { Box, Press } from '../../../ui/elements.tsx';
import { Card, Fact } from '../../../ui/list.tsx';

/** What it is about: the words and photos that somebody sent, and everything that is known of where and when. */
export function Facts({ view, onExpired }: { readonly view: ComplaintView; readonly onExpired: () => void }) {
  const { nowMs } = useApp();
  const filed = view.steps.find(({ kind }) => kind === 'file');
  const hidden = filed && hiddenWords(filed);
  const timesReopened = view.steps.filter(({ kind }) => kind === 'reopen').length;
  return (
    <Card id="facts">
      <ComplaintTags of={{ ...view, timesReopened }} />
      {filed?.text && <Box id="asked" className="asked-text">{filed.text}</Box>}
      {hidden && <Box className="muted">{hidden}</Box>}
      {view.viewer === 'reader' && filed?.text === null && !hidden && <Box className="muted">写了什么、拍了什么，不给邻居看；这里看得到类别、进度和期限。</Box>}
      {filed && <PhotoStrip id="filed" label="照片" photos={filed.photos} onExpired={onExpired} />}
      <Box className="fact-list">
        <Fact name="地点">{placeInWords(view)}</Fact>
        {view.spot && <Fact name="具体位置">{view.spot}</Fact>}
        <Fact name="街道社区">{`${view.street} · ${view.community}`}</Fact>
        {view.viewer !== 'firm' && <Fact name="物业">{view.provider ?? '没有物业，由街道办理'}</Fact>}
        <Fact name="收到">{`${when(view.receivedAt, nowMs())}，${COMPLAINT_CHANNEL_LABELS[view.channel]}${view.externalNumber ? `（${view.externalNumber}）` : ''}`}</Fact>
        <Fact name="承办人">{view.assignee ?? '没有派'}</Fact>
        {view.isVerified !== null && <Fact name="住户核实">{view.isVerified ? '已核实，评价计入满意率' : '没有核实，评价不计入满意率'}</Fact>}
        {view.mergedInto && <Fact name="并入"><MergedInto url={to.staffComplaint(view.mergedInto)} /></Fact>}
      </Box>
    </Card>
  );
}

const MergedInto = ({ url }: { readonly url: string }) => (
  <Press id="merged-into" className="text-button" role="link" href={url} onPress={() => go(url)}>看那一件</Press>
);
