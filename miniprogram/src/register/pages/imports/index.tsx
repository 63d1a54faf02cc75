import { mayEver, type Role } from '@linping/shared';
import { useRouter } from '@tarojs/taro';
import { templatePath, type ImportKind } from '../../../api/imports.ts';
import { useStaffSession } from '../../../features/app-context.ts';
import { progressInWords } from '../../../features/register/import-words.ts';
import { useImport, type ImportStep } from '../../../features/register/use-import.ts';
import { useRegisteredEstate } from '../../../features/register/use-estates.ts';
import { chooseFile } from '../../../platform/files.ts';
import { replace, to } from '../../../platform/navigate.ts';
import { StaffPage } from '../../../staff/frame.tsx';
import { Download } from '../../../staff/list.tsx';
import { Bar } from '../../../ui/bar.tsx';
import { Button } from '../../../ui/button.tsx';
import { Box } from '../../../ui/elements.tsx';
import { Card } from '../../../ui/list.tsx';
import { Empty, Notice } from '../../../ui/states.tsx';
import { Done, Previewed } from './previewed.tsx';
import '../../../features/register/parts.scss';
import './index.scss';

const ACCEPTED = '.xlsx,.csv';

/** Lists from offices: template, look through, then write. */
export default function ImportsPage() {
  const { kind, estate } = useRouter().params;
  const role = useStaffSession()?.me.role;
  const list: ImportKind = kind === 'households' ? { kind, ...(estate && { estateId: estate }) } : { kind: 'estates' };
  const isHouseholds = list.kind === 'households';
  const of = useRegisteredEstate(isHouseholds ? (list.estateId ?? '') : '');
  const title = !isHouseholds ? '导入小区' : of.data ? `导入住户：${of.data.name}` : '导入住户';
  return (
    <StaffPage title={title} entry="estates" hasBack>
      {role && (mayImport(role, list) ? <Import list={list} /> : <Empty title="这个身份不能导入">{isHouseholds ? '住户列表由街道工作人员导入。' : '小区列表由区指挥部办公室导入。'}</Empty>)}
    </StaffPage>
  );
}

const mayImport = (role: Role, { kind }: ImportKind): boolean => mayEver(role, kind === 'estates' ? 'estate.import' : 'household.import');

function Import({ list }: { readonly list: ImportKind }) {
  const { step, error, run, look, write, restart } = useImport(list);
  const choose = async () => {
    const file = await chooseFile(ACCEPTED);
    if (file) await look(file);
  };
  const back = () => replace(list.kind === 'households' && list.estateId ? to.households(list.estateId) : to.estates());
  return (
    <Box className="import">
      {error && <Notice id="refusal" tone="bad" title={step.at === 'previewed' ? '没有导入' : '没有读成'}>{error.message}</Notice>}
      {step.at === 'choose' && <Choose list={list} onChoose={() => void choose()} />}
      {step.at === 'sending' && <Sending step={step} run={run} />}
      {step.at === 'previewed' && <Previewed step={step} onWrite={() => void write(step)} onAgain={() => void choose()} onCancel={restart} />}
      {step.at === 'done' && <Done step={step} onBack={back} onMore={restart} />}
    </Box>
  );
}

const WORDS = {
  estates: ['按「小区编号」认小区：编号已有的更正资料，没有的新增，不会删除任何小区。', '填了物业企业的，会一并登记企业和合同；更换企业要填新企业的进场日期。'],
  estate: ['按楼栋和门牌认住户：已有的不变，没有的新增，不会删除任何住户。', '填了手机号的，替换这一户原来登记的手机号；号码只留加密后的指纹。'],
  street: ['一次可以导入本街道的多个小区：每一行写上小区编号。', '按楼栋和门牌认住户：已有的不变，没有的新增，不会删除任何住户。', '填了手机号的，替换这一户原来登记的手机号；号码只留加密后的指纹。'],
} as const;

function Choose({ list, onChoose }: { readonly list: ImportKind; readonly onChoose: () => void }) {
  const words = WORDS[list.kind === 'estates' ? 'estates' : list.estateId ? 'estate' : 'street'];
  return (
    <>
      <Card title="第一步：按模板填表">
        {words.map((line) => <Box key={line} className="paragraph">{line}</Box>)}
        <Download id="template" path={templatePath(list)} name={list.kind === 'estates' ? '小区导入模板.xlsx' : '住户导入模板.xlsx'}>下载模板</Download>
      </Card>
      <Card title="第二步：选择文件，先核对">
        <Box className="paragraph">Excel（.xlsx）和 CSV 都可以。上传以后先告诉您会改什么、哪里有错，您确认以后才写入；有一处错误就一行也不写入。</Box>
        <Button id="choose-file" onPress={onChoose}>选择文件</Button>
      </Card>
    </>
  );
}

function Sending({ step, run }: { readonly step: Extract<ImportStep, { at: 'sending' }>; readonly run: Parameters<typeof progressInWords>[1] }) {
  const { words, value, max } = progressInWords(step.sentPerMille, run);
  return (
    <Card title={step.what === 'preview' ? '正在核对' : '正在导入'}>
      <Box className="muted gap-below">{step.file.name}</Box>
      <Bar value={value} max={max} label={words} />
      <Box id="progress" className="gap-above-small number">{words}</Box>
      <Box className="note gap-above-small">{step.what === 'preview' ? '现在还没有写入任何内容。' : '请不要关闭这一页；万一断开，重新导入同一个文件不会重复。'}</Box>
    </Card>
  );
}
