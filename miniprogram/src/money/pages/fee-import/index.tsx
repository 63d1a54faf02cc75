import { mayEver } from '@linping/shared';
import { useRouter } from '@tarojs/taro';
import { useStaffSession } from '../../../features/app-context.ts';
import { backTo, to } from '../../../platform/navigate.ts';
import { StaffPage } from '../../../staff/frame.tsx';
import { ImportFlow } from '../../../staff/import-flow.tsx';
import { Empty } from '../../../ui/states.tsx';

const WORDS = ['一行一户：楼栋、门牌、建筑面积（平方米，最多两位小数）。楼栋和门牌要和街道登记的一致。', '面积不填的一行不会改动已经登记的。已经出的账单不会变。'];

/** The firm's own list of how large the dwellings are. */
export default function FeeImportPage() {
  const { estate = '' } = useRouter().params;
  const role = useStaffSession()?.me.role;
  return (
    <StaffPage title="导入面积" entry="bills" hasBack>
      {role && (mayEver(role, 'fee.edit')
        ? <ImportFlow list={{ kind: 'feeAreas', estateId: estate }} words={WORDS} template="收费面积导入模板.xlsx" onBack={() => backTo(to.fees(`?estate=${estate}`))} />
        : <Empty title="这个身份不能导入面积">面积由项目经理登记。</Empty>)}
    </StaffPage>
  );
}
