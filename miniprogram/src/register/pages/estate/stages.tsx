import { ESTATE_STAGES, type EstateRegisterView } from '@linping/shared';
import { useState } from 'react';
import { STAGE_LABELS } from '../../../features/estates/labels.ts';
import { useEstateChange } from '../../../features/register/use-estates.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Box, DateField, Txt } from '../../../ui/elements.tsx';
import { Card } from '../../../ui/list.tsx';
import { Notice } from '../../../ui/states.tsx';

interface StagesProps {
  readonly estate: EstateRegisterView;
  readonly today: string;
  readonly mayMove: boolean;
}

/** 六: the four stages with the days they began, and the next one. */
export function Stages({ estate, today, mayMove }: StagesProps) {
  const [isAsking, setAsking] = useState(false);
  const now = ESTATE_STAGES.indexOf(estate.stage);
  const next = ESTATE_STAGES[now + 1];
  return (
    <Card id="stages" title="实施阶段">
      {ESTATE_STAGES.map((stage, i) => {
        const entered = estate.stages.find((one) => one.stage === stage)?.date;
        return (
          <Box key={stage} className={`stage${i <= now ? ' is-entered' : ''}`}>
            <Txt className="stage-dot" />
            <Txt className="stage-name">{STAGE_LABELS[stage]}</Txt>
            <Txt className="note number">{entered ?? (i <= now ? '没有记录' : '还没有')}</Txt>
          </Box>
        );
      })}
      {mayMove && next && (
        <Box className="gap-above-small">
          <Button id="move-stage" kind="quiet" onPress={() => setAsking(true)}>{`进入「${STAGE_LABELS[next]}」`}</Button>
        </Box>
      )}
      {isAsking && next && <MoveStage estate={estate} next={next} today={today} onClose={() => setAsking(false)} />}
    </Card>
  );
}

interface MoveStageProps {
  readonly estate: EstateRegisterView;
  readonly next: EstateRegisterView['stage'];
  readonly today: string;
  readonly onClose: () => void;
}

function MoveStage({ estate, next, today, onClose }: MoveStageProps) {
  const change = useEstateChange(estate.id);
  const [date, setDate] = useState(today);
  const isWrong = date < estate.stageDate || date > today;
  const move = () =>
    change.mutate((register) => register.moveStage(estate.id, { version: estate.version, stage: next, date }), { onSuccess: onClose });
  return (
    <Dialog title={`进入「${STAGE_LABELS[next]}」？`} confirm="进入" busy={change.isPending} disabled={isWrong} onCancel={onClose} onConfirm={move}>
      <Box className="form-line">
        <Txt className="form-label">从哪一天开始</Txt>
        <DateField id="stage-date" label="从哪一天开始" value={date} first={estate.stageDate} last={today} invalid={isWrong} onSelect={setDate} />
        {isWrong && <Box className="field-fault">{`应在 ${estate.stageDate}（上一阶段开始）到今天之间`}</Box>}
      </Box>
      <Box className="paragraph">阶段只能一步一步往前，记下以后不能退回。{next === 'inService' && '正式进场以后，小区进入满意度调查和考核。'}</Box>
      {change.error && (
        <Notice id="stage-refusal" tone="bad" title="没有办成">
          {change.error.message}
        </Notice>
      )}
    </Dialog>
  );
}
