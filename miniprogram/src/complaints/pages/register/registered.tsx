import type { ComplaintView } from '@linping/shared';
import { categoryInWords, placeInWords } from '../../../features/complaints/labels.ts';
import { staffDueWords } from '../../../features/complaints/staff-due.ts';
import { go, to } from '../../../platform/navigate.ts';
import { Button } from '../../../ui/button.tsx';
import { Box, Txt } from '../../../ui/elements.tsx';
import { Card, Fact } from '../../../ui/list.tsx';

interface RegisteredProps {
  readonly view: ComplaintView;
  readonly onNext: () => void;
}

/** The number to read out to the caller, and what happens now. */
export function Registered({ view, onNext }: RegisteredProps) {
  const who = view.provider ?? '街道（这个小区没有物业）';
  return (
    <Card id="registered">
      <Box className="muted">已登记，请把编号告诉来电人</Box>
      <Box className="figure-line"><Txt id="number" className="figure number">{view.number}</Txt></Box>
      <Fact name="小区">{placeInWords(view)}</Fact>
      <Fact name="类别">{categoryInWords(view.category)}</Fact>
      {view.externalNumber && <Fact name="外部编号"><Txt className="number">{view.externalNumber}</Txt></Fact>}
      <Fact name="接着办">{`${who}已经看得到这件投诉${view.due ? `，${staffDueWords(view.due).words}` : ''}。`}</Fact>
      <Fact name="办结以后">请您或同事电话回访来电人，把他的话登记在这件投诉里；到期没有办的，自动报到街道。</Fact>
      <Box className="form-buttons gap-above-small">
        <Button id="register-next" onPress={onNext}>再登记一件</Button>
        <Button id="open-complaint" kind="quiet" onPress={() => go(to.staffComplaint(view.id))}>打开这件投诉</Button>
      </Box>
    </Card>
  );
}
