import type { ImportExample, RowError } from '@linping/shared';
import { countsInWords, faultsOf, formatInWords } from '../features/register/import-words.ts';
import type { ImportStep } from '../features/register/use-import.ts';
import { thousands } from '../features/surveys/labels.ts';
import { Button } from '../ui/button.tsx';
import { DataTable, type Column } from '../ui/data-table.tsx';
import { Box, Heading, Txt } from '../ui/elements.tsx';
import { Card } from '../ui/list.tsx';
import { Notice } from '../ui/states.tsx';

interface PreviewedProps {
  readonly step: Extract<ImportStep, { at: 'previewed' }>;
  readonly onWrite: () => void;
  readonly onAgain: () => void;
  readonly onCancel: () => void;
}

/** What the file would do, before it does it; or every place that has to be corrected first. */
export function Previewed({ step: { file, preview }, onWrite, onAgain, onCancel }: PreviewedProps) {
  const faults = faultsOf(preview);
  const isNothing = preview.created + preview.changed === 0;
  return (
    <>
      <Card id="preview" title={file.name}>
        <Box className="muted">{`${thousands(preview.rows)} 行 · 按 ${formatInWords(preview)} 读取`}</Box>
        <Box id="preview-counts" className="lead gap-above-small">
          {countsInWords(preview)}
        </Box>
      </Card>
      {faults > 0 && (
        <Notice id="faults" tone="bad" title={`有 ${thousands(faults)} 处要改，还没有写入任何内容`}>
          请在原来的文件里改好，再选一次。上面的行数只算没有错误的行。
        </Notice>
      )}
      {faults === 0 && isNothing && (
        <Notice tone="good" title="文件里没有要新增或者更正的">
          不用导入。
        </Notice>
      )}
      {faults === 0 && !isNothing && (
        <Notice tone="good" title="没有发现错误">
          下面是会改动的内容，确认以后写入。
        </Notice>
      )}
      <Box className="form-buttons gap-below">
        {faults > 0 || isNothing ? (
          <Button id="choose-again" onPress={onAgain}>
            换一个文件
          </Button>
        ) : (
          <Button id="write" onPress={onWrite}>{`确认导入（${countsInWords({ ...preview, unchanged: 0 })}）`}</Button>
        )}
        <Button id="import-cancel" kind="quiet" onPress={onCancel}>
          先不导入
        </Button>
      </Box>
      {faults > 0 && (
        <Box className="section">
          <Heading level={2} className="section-name">
            要改的地方
          </Heading>
          <DataTable
            label="要改的地方"
            columns={FAULT_COLUMNS}
            rows={preview.errors}
            idOf={({ line, column, reason }) => `${line}-${column}-${reason}`}
          />
          {preview.moreErrors > 0 && <Box className="note">{`还有 ${thousands(preview.moreErrors)} 处没有列出，改好上面的再核对一次。`}</Box>}
        </Box>
      )}
      {preview.examples.length > 0 && (
        <Box className="section">
          <Heading level={2} className="section-name">
            会改动的内容
          </Heading>
          <DataTable label="会改动的内容" columns={EXAMPLE_COLUMNS} rows={preview.examples} idOf={({ line }) => String(line)} />
          {preview.created + preview.changed > preview.examples.length && <Box className="note">{`只列出前 ${preview.examples.length} 行。`}</Box>}
        </Box>
      )}
    </>
  );
}

const FAULT_COLUMNS: readonly Column<RowError>[] = [
  { id: 'line', head: '行', isNumber: true, onPhone: 'corner', cell: ({ line }) => `第 ${line} 行` },
  { id: 'column', head: '列', onPhone: 'title', cell: ({ column }) => <Txt className="fault-column">{column || '整行'}</Txt> },
  { id: 'reason', head: '怎么改', onPhone: 'wide', cell: ({ reason }) => reason },
];

const EXAMPLE_COLUMNS: readonly Column<ImportExample>[] = [
  { id: 'line', head: '行', isNumber: true, cell: ({ line }) => `第 ${line} 行` },
  { id: 'thing', head: '名称', onPhone: 'title', cell: ({ name }) => <Txt className="fault-column">{name}</Txt> },
  {
    id: 'what',
    head: '改动',
    onPhone: 'corner',
    cell: ({ what }) => <Txt className={`tag${what === 'created' ? ' tag-good' : ' tag-brand'}`}>{what === 'created' ? '新增' : '更正'}</Txt>,
  },
  {
    id: 'fields',
    head: '内容',
    onPhone: 'wide',
    cell: ({ fields }) =>
      fields.length === 0 ? (
        <Txt className="muted">整行新增</Txt>
      ) : (
        fields.map(({ column, from, to }) => <Box key={column}>{`${column}：${from || '（空）'} → ${to || '（空）'}`}</Box>)
      ),
  },
];

interface DoneProps {
  readonly step: Extract<ImportStep, { at: 'done' }>;
  readonly onBack: () => void;
  readonly onMore: () => void;
}

export function Done({ step: { file, imported }, onBack, onMore }: DoneProps) {
  return (
    <>
      <Notice id="imported" tone="good" title={`已导入「${file.name}」`}>{`${countsInWords(imported)}。谁在什么时候导入，已记入审计日志。`}</Notice>
      <Box className="form-buttons">
        <Button id="import-back" onPress={onBack}>
          去看列表
        </Button>
        <Button id="import-more" kind="quiet" onPress={onMore}>
          再导入一个文件
        </Button>
      </Box>
    </>
  );
}
