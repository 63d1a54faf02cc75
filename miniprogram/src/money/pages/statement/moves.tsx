import type { StatementAction, StatementView } from '@linping/shared';
import { useEffect, useState } from 'react';
import { STATEMENT_ACTION_LABELS, WAIT_WORDS, waitsInOrder } from '../../../features/disclosures/labels.ts';
import { isChangedByOthers, useStatementChange } from '../../../features/disclosures/use-desk.ts';
import { FormLine } from '../../../features/register/form.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Area, Box } from '../../../ui/elements.tsx';
import { focusOn } from '../../../ui/focus-on.ts';
import { Card } from '../../../ui/list.tsx';
import { Notice } from '../../../ui/states.tsx';
import { LONGEST_REASON } from './forms.ts';

type Move = Exclude<StatementAction, 'edit' | 'replace'>;

/** The one that this reader's turn is about comes first. */
const ORDER: readonly Move[] = ['approve', 'publish', 'submit', 'return', 'withdraw'];
const MAIN: readonly Move[] = ['approve', 'publish', 'submit'];

/** What will happen and who will see it, said before it is done. */
const CONSEQUENCES: Readonly<Record<Exclude<Move, 'return'>, readonly string[]>> = {
  submit: ['提交以后不能再改，系统记录的物业费到这一期最后一天为止固定下来；要改可以撤回。', '街道审核通过以后才公布，居民现在还看不到。'],
  withdraw: ['回到编制中，改好以后重新提交。'],
  approve: ['账目和凭证都看过、没有问题再通过。通过以后编制方或者街道可以公布。'],
  publish: ['公布以后人人都看得到，连同明细和凭证；不能再改，只能出更正版，两版都看得到。', '这一版的指纹会写进审计日志。'],
};
const DONE: Readonly<Record<Move, string>> = {
  submit: '已提交，等街道审核', withdraw: '已撤回，可以修改', approve: '已审核通过，可以公布', publish: '已公布，居民看得到了', return: '已退回，编制方会看到原因',
};

interface MovesProps {
  readonly view: StatementView;
  /** Something on the page is typed and not saved. */
  readonly hasUnsaved: boolean;
}

/** What may be done with the whole edition now: what stands against it, and each step with what it will do. */
export function Moves({ view, hasUnsaved }: MovesProps) {
  const [asked, ask] = useState<Move>();
  const [done, setDone] = useState<Move>();
  const change = useStatementChange(view.id);
  const offered = ORDER.filter((move) => view.desk?.actions.includes(move));
  const waits = waitsInOrder(view.desk?.waitsFor ?? []);
  const isBlocked = (move: Move) => move === 'submit' && (waits.length > 0 || hasUnsaved);
  useEffect(() => {
    if (done) focusOn('move-done');
  }, [done]);
  const open = (move: Move) => {
    setDone(undefined);
    change.reset();
    ask(move);
  };
  const take = (move: Move, reason: string) => change.mutate(
    (disclosures, version) => (move === 'return' ? disclosures.return(view.id, { version, reason }) : disclosures.move(view.id, move, { version })),
    { onSuccess: () => setDone(move), onSettled: () => ask(undefined) },
  );
  return (
    <>
      {done && <Notice id="move-done" tone="good" title={DONE[done]} />}
      {change.error && <Notice id="move-refusal" tone="bad" title="没有办成">{isChangedByOthers(change.error) ? '您看的时候别人先动过，页面已经换成最新的。请核对以后再办。' : change.error.message}</Notice>}
      {offered.length > 0 && (
        <Card id="moves" title={offered.some((move) => MAIN.includes(move)) ? '下一步' : '可以做什么'}>
          {offered.includes('submit') && waits.length > 0 && (
            <Box id="waits" className="waits" role="list">
              <Box className="waits-title">提交之前还要办：</Box>
              {waits.map((wait) => <Box key={wait} id={`wait-${wait}`} className="to-settle" role="listitem">{WAIT_WORDS[wait]}</Box>)}
            </Box>
          )}
          {offered.includes('submit') && hasUnsaved && <Box id="unsaved" className="to-settle" role="status">有填了还没有保存的，先保存或者点「先不」。</Box>}
          <Box className="stack">
            {offered.map((move) => (
              <Button key={move} id={`do-${move}`} kind={MAIN.includes(move) ? 'main' : 'quiet'} disabled={isBlocked(move)} onPress={() => open(move)}>{STATEMENT_ACTION_LABELS[move]}</Button>
            ))}
          </Box>
        </Card>
      )}
      {asked && asked !== 'return' && (
        <Dialog title={`${STATEMENT_ACTION_LABELS[asked]}？`} confirm={STATEMENT_ACTION_LABELS[asked]} busy={change.isPending} onCancel={() => ask(undefined)} onConfirm={() => take(asked, '')}>
          {CONSEQUENCES[asked].map((line) => <Box key={line} className="paragraph">{line}</Box>)}
        </Dialog>
      )}
      {asked === 'return' && <Return busy={change.isPending} isApproved={view.status === 'approved'} onReturn={(reason) => take('return', reason)} onClose={() => ask(undefined)} />}
    </>
  );
}

interface ReturnProps {
  readonly busy: boolean;
  readonly isApproved: boolean;
  readonly onReturn: (reason: string) => void;
  readonly onClose: () => void;
}

function Return({ busy, isApproved, onReturn, onClose }: ReturnProps) {
  const [reason, setReason] = useState('');
  return (
    <Dialog title="退回修改？" confirm="退回修改" busy={busy} disabled={reason.trim() === ''} onCancel={onClose} onConfirm={() => onReturn(reason.trim())}>
      <Box className="paragraph">{`编制方看到原因，改好以后重新提交。${isApproved ? '已经通过的审核就此作废。' : ''}`}</Box>
      <FormLine name="退回的原因" hint="写清楚哪一笔、缺什么">
        <Area id="return-reason" label="退回的原因" value={reason} maxLength={LONGEST_REASON} onInput={setReason} />
      </FormLine>
    </Dialog>
  );
}
