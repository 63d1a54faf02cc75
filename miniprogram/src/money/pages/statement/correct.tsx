import type { StatementView } from '@linping/shared';
import { useState } from 'react';
import { useCorrect, useDiscard } from '../../../features/disclosures/use-desk.ts';
import { FormLine } from '../../../features/register/form.tsx';
import { backTo, go, to } from '../../../platform/navigate.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Area, Box, Press } from '../../../ui/elements.tsx';
import { Card } from '../../../ui/list.tsx';
import { Notice } from '../../../ui/states.tsx';
import { LONGEST_REASON } from './forms.ts';

/** What was published is never edited: a correction is a next edition with a reason, and both stay readable. */
export function Correct({ view }: { readonly view: StatementView }) {
  const correct = useCorrect(view.id);
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  if (!view.desk?.mayCorrect) return null;
  if (!isOpen) {
    return (
      <Card id="correct" title="发现错了？">
        <Box className="paragraph">已经公布的不能改，可以出一份更正版：从这一版的明细开始改，街道审核以后公布，两版和改了什么居民都看得到。</Box>
        <Button id="start-correction" kind="quiet" onPress={() => setOpen(true)}>编制更正版</Button>
      </Card>
    );
  }
  return (
    <Card id="correct" title="编制更正版">
      <FormLine name="更正的原因" hint="和更正版一起公布，写清楚错在哪里">
        <Area id="correct-reason" label="更正的原因" value={reason} placeholder="如：三月电梯维修费漏记一笔" maxLength={LONGEST_REASON} onInput={setReason} />
      </FormLine>
      {correct.error && <Notice id="correct-refusal" tone="bad" title="没有开始">{correct.error.message}</Notice>}
      <Box className="form-buttons">
        <Button id="do-correct" busy={correct.isPending} disabled={reason.trim() === ''} onPress={() => correct.mutate(reason.trim(), { onSuccess: ({ id }) => go(to.staffStatement(id)) })}>开始更正</Button>
        <Button id="cancel-correction" kind="quiet" disabled={correct.isPending} onPress={() => setOpen(false)}>先不</Button>
      </Box>
    </Card>
  );
}

/** An edition that was begun by mistake. */
export function Discard({ view }: { readonly view: StatementView }) {
  const discard = useDiscard(view.id);
  const [isAsking, ask] = useState(false);
  const { desk, lines } = view;
  if (!desk?.mayDiscard) return null;
  return (
    <>
      <Press id="discard" className="text-button" onPress={() => ask(true)}>删除这份草稿</Press>
      {isAsking && (
        <Dialog
          title="删除这份草稿？" confirm="删除" kind="danger" busy={discard.isPending} onCancel={() => ask(false)}
          onConfirm={() => discard.mutate(desk.version, { onSuccess: () => backTo(to.statements()) })}
        >
          <Box className="paragraph">{lines > 0 ? `填好的 ${lines} 笔明细和凭证一起删除，找不回来。` : '还没有填明细，删了可以重新开始。'}</Box>
          {discard.error && <Notice id="discard-refusal" tone="bad" title="没有删除">{discard.error.message}</Notice>}
        </Dialog>
      )}
    </>
  );
}
