import type { FeeAreaRow } from '@linping/shared';
import { useState } from 'react';
import { areaOf } from '../../../features/billing/desk-forms.ts';
import { useFeeAreas, useSetArea } from '../../../features/billing/use-bill-desk.ts';
import { homeInWords } from '../../../features/estates/labels.ts';
import { typedYuan } from '../../../features/money/yuan.ts';
import { squareMetres } from '../../../features/register/area.ts';
import { FormLine } from '../../../features/register/form.tsx';
import { go, to } from '../../../platform/navigate.ts';
import { Download, Filters, Paged, Search } from '../../../staff/list.tsx';
import { DataTable, type Column } from '../../../ui/data-table.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Box, Field, Heading, Press, Select, Txt } from '../../../ui/elements.tsx';
import { Empty, Notice } from '../../../ui/states.tsx';

interface AreasProps {
  readonly estateId: string;
  readonly mayEdit: boolean;
  readonly search: string;
  readonly onlyMissing: boolean;
  readonly onChange: (change: { readonly search?: string; readonly only?: string }) => void;
}

const ALL = [{ value: '', word: '所有住户' }, { value: 'missing', word: '没有登记的' }] as const;

/** How large the dwellings are: the firm's own list, which opens no door and names nobody. */
export function Areas({ estateId, mayEdit, search, onlyMissing, onChange }: AreasProps) {
  const list = useFeeAreas(estateId, { ...(search && { search }), ...(onlyMissing && { only: 'missing' as const }) });
  const [editing, setEditing] = useState<FeeAreaRow>();
  return (
    <>
      <Heading level={2} className="section-title">住户的建筑面积</Heading>
      <Box className="bill-ways">
        {mayEdit && <Press id="import-areas" className="text-button" role="link" href={to.feeImport(estateId)} onPress={() => go(to.feeImport(estateId))}>从表格导入</Press>}
        <Download id="areas-file" path={`/estates/${estateId}/fee-areas/export`} name="收费面积.xlsx">导出</Download>
      </Box>
      <Filters inSight={<Search label="找住户" placeholder="楼栋或门牌" value={search} onSearch={(typed) => onChange({ search: typed })} />} chosen={Number(onlyMissing)}>
        <Box className="filter"><Select id="only" label="面积" value={onlyMissing ? 'missing' : ''} options={ALL} onSelect={(only) => onChange({ only })} /></Box>
      </Filters>
      <Paged list={list} empty={<Empty title={onlyMissing ? '面积都登记了' : '没有住户'}>{onlyMissing ? '' : '住户由街道登记。'}</Empty>}>
        <DataTable label="住户的建筑面积" columns={columnsWith(mayEdit ? setEditing : undefined)} rows={list.rows} idOf={({ householdId }) => householdId} />
      </Paged>
      {editing && <EditArea key={editing.householdId} estateId={estateId} row={editing} onClose={() => setEditing(undefined)} />}
    </>
  );
}

const editWord = ({ areaCentiSqm }: FeeAreaRow): string => (areaCentiSqm === null ? '登记' : '更改');

const columnsWith = (onEdit: ((row: FeeAreaRow) => void) | undefined): readonly Column<FeeAreaRow>[] => [
  { id: 'home', head: '住户', onPhone: 'title', cell: (row) => <Txt>{homeInWords(row)}</Txt> },
  {
    id: 'area', head: '建筑面积', isNumber: true, onPhone: 'corner',
    cell: ({ areaCentiSqm }) => <Txt className={areaCentiSqm === null ? 'muted' : 'number'}>{areaCentiSqm === null ? '没有登记' : squareMetres(areaCentiSqm)}</Txt>,
  },
  ...(onEdit ? [{
    id: 'act', head: '', onPhone: 'wide' as const,
    cell: (row: FeeAreaRow) => <Press id={`area-${row.householdId}`} className="text-button" label={`${editWord(row)}${homeInWords(row)}的面积`} onPress={() => onEdit(row)}>{editWord(row)}</Press>,
  }] : []),
];

function EditArea({ estateId, row, onClose }: { readonly estateId: string; readonly row: FeeAreaRow; readonly onClose: () => void }) {
  const set = useSetArea(estateId, row.householdId);
  const [typed, setTyped] = useState(row.areaCentiSqm === null ? '' : typedYuan(row.areaCentiSqm));
  const areaCentiSqm = areaOf(typed);
  const save = () => areaCentiSqm !== undefined && set.mutate({ version: row.version, areaCentiSqm }, { onSuccess: onClose });
  return (
    <Dialog title={homeInWords(row)} confirm="保存" busy={set.isPending} disabled={areaCentiSqm === undefined} onConfirm={save} onCancel={onClose}>
      <FormLine name="建筑面积（平方米）" hint="以不动产登记为准，最多两位小数；已经出的账单不会变">
        <Field id="area" label="建筑面积" value={typed} placeholder="如 89.53" maxLength={10} onInput={setTyped} />
      </FormLine>
      {set.error && <Notice id="area-refusal" tone="bad" title="没有保存">{set.error.message}</Notice>}
    </Dialog>
  );
}
