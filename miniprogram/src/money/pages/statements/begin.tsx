import { periodName, type DisclosurePeriod, type StatementDutyRow } from '@linping/shared';
import { ApiProblem } from '../../../api/transport.ts';
import { useBeginStatement } from '../../../features/disclosures/use-statements.ts';
import { go, to } from '../../../platform/navigate.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { Box, Press } from '../../../ui/elements.tsx';
import { Notice } from '../../../ui/states.tsx';

interface BeginProps {
  readonly duty: StatementDutyRow;
  readonly period: DisclosurePeriod;
  readonly onClose: () => void;
}

/** Begins the draft of one's own body and goes on to it. */
export function Begin({ duty, period, onClose }: BeginProps) {
  const begin = useBeginStatement();
  const confirm = () => begin.mutate({ estateId: duty.estateId, body: duty.body, period }, {
    onSuccess: ({ id }) => {
      onClose();
      go(to.staffStatement(id));
    },
  });
  return (
    <Dialog title={`编制${periodName(period)}的收支公示？`} confirm="开始编制" busy={begin.isPending} onConfirm={confirm} onCancel={onClose}>
      <Box className="paragraph">{`${duty.estate}，${duty.bodyName}。`}</Box>
      <Box className="paragraph">期初余额和系统记下的物业费会自动带出来，其他收支由您逐笔填写或者导入表格。提交以后由街道审核，通过了才公布。</Box>
      <BeginRefusal error={begin.error} />
    </Dialog>
  );
}

/** Why it was not begun; where somebody else was first, the way to theirs. */
export function BeginRefusal({ error }: { readonly error: Error | null }) {
  const existing = existingIn(error);
  if (!error) return null;
  return (
    <>
      <Notice id="begin-refusal" tone="bad" title="没有开始">{error.message}</Notice>
      {existing && <Press id="begin-existing" className="text-button" role="link" href={to.staffStatement(existing)} onPress={() => go(to.staffStatement(existing))}>打开已有的那份</Press>}
    </>
  );
}

/** The statement that somebody has begun meanwhile. */
function existingIn(error: Error | null): string | undefined {
  if (!(error instanceof ApiProblem) || error.problem.code !== 'STATEMENT_EXISTS') return undefined;
  const id = error.problem.facts?.statementId;
  return typeof id === 'string' ? id : undefined;
}
