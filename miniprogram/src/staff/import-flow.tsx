import type { ReactNode } from 'react';
import { templatePath, type ImportKind } from '../api/imports.ts';
import { progressInWords } from '../features/register/import-words.ts';
import { useImport, type ImportStep } from '../features/register/use-import.ts';
import { chooseFile } from '../platform/files.ts';
import { Bar } from '../ui/bar.tsx';
import { Button } from '../ui/button.tsx';
import { Box } from '../ui/elements.tsx';
import { Card } from '../ui/list.tsx';
import { Notice } from '../ui/states.tsx';
import { Done, Previewed } from './import-previewed.tsx';
import { Download } from './list.tsx';
import '../features/register/parts.scss';
import './import.scss';

const ACCEPTED = '.xlsx,.csv';

interface ImportFlowProps {
  readonly list: ImportKind;
  /** How rows are understood, a sentence each. */
  readonly words: readonly string[];
  /** What the template is called on the disk. */
  readonly template: string;
  /** What else goes with the file; stands between the two steps. */
  readonly children?: ReactNode;
  /** Says why the file cannot be chosen yet. */
  readonly blocked?: string | undefined;
  readonly onBack: () => void;
}

/** A list from an office: template, look through, then write. */
export function ImportFlow({ list, words, template, children, blocked, onBack }: ImportFlowProps) {
  const { step, error, run, look, write, restart } = useImport(list);
  const choose = async () => {
    const file = await chooseFile(ACCEPTED);
    if (file) await look(file);
  };
  return (
    <Box className="import">
      {error && <Notice id="refusal" tone="bad" title={step.at === 'previewed' ? '没有导入' : '没有读成'}>{error.message}</Notice>}
      {step.at === 'choose' && (
        <>
          <Card title="第一步：按模板填表">
            {words.map((line) => <Box key={line} className="paragraph">{line}</Box>)}
            <Download id="template" path={templatePath(list)} name={template}>下载模板</Download>
          </Card>
          {children}
          <Card title="第二步：选择文件，先核对">
            <Box className="paragraph">Excel（.xlsx）和 CSV 都可以。上传以后先告诉您会改什么、哪里有错，您确认以后才写入；有一处错误就一行也不写入。</Box>
            {blocked && <Box id="import-blocked" className="muted gap-below">{blocked}</Box>}
            <Button id="choose-file" disabled={blocked !== undefined} onPress={() => void choose()}>选择文件</Button>
          </Card>
        </>
      )}
      {step.at === 'sending' && <Sending step={step} run={run} />}
      {step.at === 'previewed' && <Previewed step={step} onWrite={() => void write(step)} onAgain={() => void choose()} onCancel={restart} />}
      {step.at === 'done' && <Done step={step} onBack={onBack} onMore={restart} />}
    </Box>
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
