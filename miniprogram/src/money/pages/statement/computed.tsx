import { DISCLOSURE_WORDS, type ComputedLineView, type StatementView } from '@linping/shared';
import { useEffect } from 'react';
import { isChangedByOthers, useStatementChange } from '../../../features/disclosures/use-desk.ts';
import { fenOf, signedYuan, yuan } from '../../../features/money/yuan.ts';
import { FormEnd, FormLine } from '../../../features/register/form.tsx';
import { useMergedForm } from '../../../features/register/use-merged-form.ts';
import { thousands } from '../../../features/surveys/labels.ts';
import { Area, Box, Field, Txt } from '../../../ui/elements.tsx';
import { DECLARED_LABELS, declaredFaults, declaredForm, differenceOf, LONGEST_REASON } from './forms.ts';
import type { Unsaved } from './live.ts';

/** What the system has counted, channel by channel: nobody types it. */
export function Known({ line }: { readonly line: ComputedLineView }) {
  const parts = [
    { name: '微信缴费', fen: line.wechatFen }, { name: '退款', fen: line.refundedFen }, { name: '现金', fen: line.cashFen }, { name: '转账', fen: line.transferFen },
  ];
  return (
    <Box id={`known-${line.kind}`} className="known">
      {parts.map(({ name, fen }) => (
        <Box key={name} className="known-part">
          <Txt className="muted">{name}</Txt>
          <Txt className="number">{yuan(fen)}</Txt>
        </Box>
      ))}
      <Box className="known-part is-sum">
        <Txt>{`系统记录（${thousands(line.payments)} 笔）`}</Txt>
        <Txt className="number">{yuan(line.amountFen)}</Txt>
      </Box>
    </Box>
  );
}

/** What was declared beside it, and why it differs. */
export function Declared({ line }: { readonly line: ComputedLineView }) {
  if (line.differenceFen === 0) return <Box className="note gap-above-small">申报数与系统记录一致。</Box>;
  return (
    <Box id={`difference-${line.kind}`} className="difference">
      <Box className="known-part"><Txt>申报数</Txt><Txt className="number">{yuan(line.declaredFen)}</Txt></Box>
      <Box className="known-part"><Txt>与系统记录相差</Txt><Txt className="number difference-number">{signedYuan(line.differenceFen)}</Txt></Box>
      <Box className="gap-above-small">{line.explanation || '还没有说明原因'}</Box>
    </Box>
  );
}

interface DeclareFormProps {
  readonly view: StatementView;
  readonly line: ComputedLineView;
  readonly onUnsaved: (key: string, unsaved: Unsaved | undefined) => void;
}

/** Declares another figure than the known one, with the reason; or goes back to the known one. */
export function DeclareForm({ view, line, onUnsaved }: DeclareFormProps) {
  const { kind } = line;
  const change = useStatementChange(view.id);
  const { form, set, news } = useMergedForm(declaredForm(line), DECLARED_LABELS);
  const faults = declaredFaults(form, line);
  const fen = fenOf(form.declared);
  const difference = differenceOf(form, line);
  // An explanation of nothing explains nothing.
  const explanation = difference === 0 ? '' : form.explanation.trim();
  const isTyped = fen === undefined || fen !== line.declaredFen || explanation !== line.explanation;
  const changeFen = fen === undefined ? 0 : fen - line.declaredFen;
  useEffect(() => onUnsaved(`declared-${kind}`, isTyped ? { of: kind, changeFen } : undefined), [kind, isTyped, changeFen, onUnsaved]);
  const save = () => fen !== undefined && change.mutate((disclosures, version) => disclosures.declare(view.id, kind, { version, declaredFen: fen, explanation }));
  const discard = () => {
    const now = declaredForm(line);
    set('declared')(now.declared);
    set('explanation')(now.explanation);
    change.reset();
  };
  return (
    <Box className="declare">
      <FormLine name="申报数（元）" fault={faults.declared} hint="与系统记录一致就不用改；线下收的先登记到账单，系统会自己算进来">
        <Field id={`declared-${kind}`} label={`${DISCLOSURE_WORDS[kind]}申报数（元）`} value={form.declared} maxLength={16} invalid={Boolean(faults.declared)} onInput={set('declared')} />
      </FormLine>
      {difference !== undefined && difference !== 0 && (
        <>
          <Box id="difference" className="difference" role="status">{`与系统记录相差 ${signedYuan(difference)} 元，会和原因一起公布。`}</Box>
          <FormLine name="差额的原因" fault={isTyped ? faults.explanation : undefined}>
            <Area id={`explanation-${kind}`} label="差额的原因" value={form.explanation} placeholder="如：六月窗口收的现金还没有登记到账单" maxLength={LONGEST_REASON} onInput={set('explanation')} />
          </FormLine>
        </>
      )}
      {(isTyped || change.error) && (
        <FormEnd
          id={`declare-${kind}`} save="保存申报数" busy={change.isPending} disabled={!isTyped || Object.keys(faults).length > 0} error={change.error}
          news={isChangedByOthers(change.error) ? news : undefined} onSave={save} onCancel={discard}
        />
      )}
    </Box>
  );
}
