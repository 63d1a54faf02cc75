import { mayEver, periodName, type StatementView } from '@linping/shared';
import { useRouter } from '@tarojs/taro';
import { useStaffSession } from '../../../features/app-context.ts';
import { usePhotos } from '../../../features/complaints/use-photos.ts';
import { useDeskStatement } from '../../../features/disclosures/use-desk.ts';
import { VoucherPicker } from '../../../features/vouchers/voucher-picker.tsx';
import { backTo, to } from '../../../platform/navigate.ts';
import { StaffPage } from '../../../staff/frame.tsx';
import { ImportFlow } from '../../../staff/import-flow.tsx';
import { Box } from '../../../ui/elements.tsx';
import { Card } from '../../../ui/list.tsx';
import { Empty, Failed, Skeleton } from '../../../ui/states.tsx';

/** A body's own table of income and expense, into the statement it draws up. */
export default function StatementImportPage() {
  const { statement = '' } = useRouter().params;
  const role = useStaffSession()?.me.role;
  return (
    <StaffPage title="导入明细" entry="statements" hasBack>
      {role && (mayEver(role, 'statement.draft') ? <Import statementId={statement} /> : <Empty title="这个身份不能导入明细">明细由编制方导入。</Empty>)}
    </StaffPage>
  );
}

const WORDS = [
  '一行一笔：项目、金额（元）、说明。项目用公示里的名称，如停车、保洁、水电能耗，模板里列全了。',
  '物业费由系统按缴费记录计算，不用填在表里。已经有的、完全相同的一笔不会再加。',
];

function Import({ statementId }: { readonly statementId: string }) {
  const asked = useDeskStatement(statementId);
  const view = asked.data;
  if (!view) return asked.isError ? <Failed error={asked.error} onRetry={() => void asked.refetch()} /> : <Skeleton lines={[160, 120]} />;
  return (
    <>
      <Box className="muted gap-below">{`${view.estate} · ${view.bodyName} · ${periodName(view.period)}`}</Box>
      {view.desk?.actions.includes('edit') ? <Flow view={view} /> : <Empty title="现在不能导入明细">提交以后不能再改；要改请先撤回，公布以后请编制更正版。</Empty>}
    </>
  );
}

function Flow({ view }: { readonly view: StatementView }) {
  const files = usePhotos('staff', `import:${view.id}`);
  const back = () => {
    files.discard();
    backTo(to.staffStatement(view.id));
  };
  return (
    <ImportFlow
      list={{ kind: 'statementLines', statementId: view.id, voucherIds: files.photoIds }} words={WORDS} template="收支明细导入模板.xlsx"
      blocked={files.isUnfinished ? '凭证还在上传，传完就能选择文件。' : undefined} onBack={back}
    >
      <Card title="每一笔都附上的凭证（可不加）">
        <Box className="paragraph">如盖章的流水、汇总表。导入的每一笔都附上这里的文件；也可以导入以后逐笔补。请先把住户的姓名、电话、账号遮住。</Box>
        <VoucherPicker id="import-vouchers" label="凭证" files={files} />
      </Card>
    </ImportFlow>
  );
}
