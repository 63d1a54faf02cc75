import { mayEver, type Role } from '@linping/shared';
import { useRouter } from '@tarojs/taro';
import type { ImportKind } from '../../../api/imports.ts';
import { useStaffSession } from '../../../features/app-context.ts';
import { useRegisteredEstate } from '../../../features/register/use-estates.ts';
import { replace, to } from '../../../platform/navigate.ts';
import { StaffPage } from '../../../staff/frame.tsx';
import { ImportFlow } from '../../../staff/import-flow.tsx';
import { Empty } from '../../../ui/states.tsx';

type RegisterList = Exclude<ImportKind, { kind: 'statementLines' }>;

/** Lists from offices, into the register. */
export default function ImportsPage() {
  const { kind, estate } = useRouter().params;
  const role = useStaffSession()?.me.role;
  const list: RegisterList = kind === 'households' ? { kind, ...(estate && { estateId: estate }) } : { kind: 'estates' };
  const isHouseholds = list.kind === 'households';
  const of = useRegisteredEstate(isHouseholds ? (list.estateId ?? '') : '');
  const title = !isHouseholds ? '导入小区' : of.data ? `导入住户：${of.data.name}` : '导入住户';
  return (
    <StaffPage title={title} entry="estates" hasBack>
      {role && (mayImport(role, list) ? <Import list={list} /> : <Empty title="这个身份不能导入">{isHouseholds ? '住户列表由街道工作人员导入。' : '小区列表由区指挥部办公室导入。'}</Empty>)}
    </StaffPage>
  );
}

const mayImport = (role: Role, { kind }: RegisterList): boolean => mayEver(role, kind === 'estates' ? 'estate.import' : 'household.import');

function Import({ list }: { readonly list: RegisterList }) {
  const back = () => replace(list.kind === 'households' && list.estateId ? to.households(list.estateId) : to.estates());
  const words = WORDS[list.kind === 'estates' ? 'estates' : list.estateId ? 'estate' : 'street'];
  return <ImportFlow list={list} words={words} template={list.kind === 'estates' ? '小区导入模板.xlsx' : '住户导入模板.xlsx'} onBack={back} />;
}

const WORDS = {
  estates: ['按「小区编号」认小区：编号已有的更正资料，没有的新增，不会删除任何小区。', '填了物业企业的，会一并登记企业和合同；更换企业要填新企业的进场日期。'],
  estate: ['按楼栋和门牌认住户：已有的不变，没有的新增，不会删除任何住户。', '填了手机号的，替换这一户原来登记的手机号；号码只留加密后的指纹。'],
  street: ['一次可以导入本街道的多个小区：每一行写上小区编号。', '按楼栋和门牌认住户：已有的不变，没有的新增，不会删除任何住户。', '填了手机号的，替换这一户原来登记的手机号；号码只留加密后的指纹。'],
} as const;
