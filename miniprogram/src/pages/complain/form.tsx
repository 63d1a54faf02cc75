import { MOST_COMPLAINT_TEXT } from '@linping/shared';
import { useState } from 'react';
import { useApp } from '../../features/app-context.ts';
import type { DraftPlace } from '../../features/complaints/draft.ts';
import { PhotoPicker } from '../../features/complaints/photo-picker.tsx';
import { useComplaintForm } from '../../features/complaints/use-complaint-form.ts';
import { startInWords } from '../../features/surveys/days-left.ts';
import { replace, to } from '../../platform/navigate.ts';
import { askForProgress } from '../../platform/subscribe.ts';
import { Button } from '../../ui/button.tsx';
import { Area, Box, Field, Heading, Press, Txt } from '../../ui/elements.tsx';
import { Card } from '../../ui/list.tsx';
import { Notice } from '../../ui/states.tsx';
import { Unsent } from '../complaints/unsent.tsx';
import { Page } from '../frame.tsx';
import { useProgressMessages } from '../use-progress-messages.ts';
import { CategoryChoice } from './category-choice.tsx';
import { Identity } from './identity.tsx';
import { Similar } from './similar.tsx';
import { Urgent } from './urgent.tsx';

const MOST_SPOT = 100;

interface ComplaintFormProps {
  readonly place: DraftPlace;
  readonly providerPhone: string;
  readonly gasPhone: string;
  readonly onPrivacy: () => void;
}

/** In three steps on one page: what, where, send. Everything else may be left as it is. */
export function ComplaintForm({ place, providerPhone, gasPhone, onPrivacy }: ComplaintFormProps) {
  const { nowMs, complaintOutbox } = useApp();
  const [isKept, setKept] = useState(false);
  const form = useComplaintForm(place);
  const { content, change, photos } = form;

  useProgressMessages();
  const submit = async () => {
    void askForProgress(); // at once, or WeChat no longer takes it for a tap
    const outcome = await form.submit();
    if (outcome === 'sent') replace(to.complaint(form.id, true));
    setKept(outcome === 'queued');
  };
  // Said here and not on a page of its own, which a browser without a network could not fetch.
  if (isKept) {
    return (
      <Page title="投诉报修" footer={<Button id="to-complaints" kind="quiet" onPress={() => replace(to.complaints())}>看我的投诉</Button>}>
        <Unsent />
        {complaintOutbox.waiting().length === 0 && <Notice id="sent" tone="good" title="已送出，谢谢您">在「我的投诉」里看进度。</Notice>}
      </Page>
    );
  }
  return (
    <Page
      title="投诉报修"
      footer={
        <>
          <Box id="missing" className="footer-note">{form.missing ?? (photos.isUnfinished ? '照片传完后一起送出' : '可以提交了')}</Box>
          <Button id="submit" disabled={form.missing !== undefined} busy={form.isSubmitting} onPress={() => void submit()}>提交</Button>
        </>
      }
    >
      {form.refusal && <Notice id="refusal" tone="bad" title="还没有提交成功">{form.refusal.title}</Notice>}
      {form.begunAtMs !== undefined && !form.refusal && (
        <Notice id="begun" title="这是您上次没写完的">
          {`${startInWords(new Date(form.begunAtMs).toISOString(), nowMs())}开始写的，接着写就行。`}
          <Press id="start-anew" className="inline-link" onPress={form.startAnew}>不要了，重新写</Press>
        </Notice>
      )}
      <Card>
        <Heading level={2} className="complain-step"><Txt className="complain-number">1</Txt>什么问题？</Heading>
        <CategoryChoice chosen={content.category} onChoose={(category) => change({ category })} />
        <Urgent isUrgent={content.isUrgent} providerPhone={providerPhone} gasPhone={gasPhone} onSwitch={(isUrgent) => change({ isUrgent })} />
      </Card>
      {content.category && <Similar place={place} category={content.category} onFollowed={form.startAnew} />}
      <Card>
        <Heading level={2} className="complain-step"><Txt className="complain-number">2</Txt>在哪里？</Heading>
        <Box id="place" className="lead">{place.words}</Box>
        <Field id="spot" label="具体位置" placeholder="例如：2单元电梯口" maxLength={MOST_SPOT} value={content.spot} onInput={(spot) => change({ spot })} />
        <Box className="complain-label">照片（选填，最多9张）</Box>
        <PhotoPicker id="photo" label="照片" photos={photos} />
        <Box className="complain-label">说说情况（选填）</Box>
        <Area id="text" label="说说情况，选填" placeholder="请不要写别人的姓名、门牌号和电话" maxLength={MOST_COMPLAINT_TEXT} value={content.text} onInput={(text) => change({ text })} />
        <Box className="note counter number">{`${content.text.length} / ${MOST_COMPLAINT_TEXT} 字`}</Box>
      </Card>
      <Card>
        <Heading level={2} className="complain-step"><Txt className="complain-number">3</Txt>交给谁办？</Heading>
        <Identity content={content} change={change} onPrivacy={onPrivacy} />
      </Card>
    </Page>
  );
}
