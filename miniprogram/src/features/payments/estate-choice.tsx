import { useState, type ReactNode } from 'react';
import { Box } from '../../ui/elements.tsx';
import { Empty, Failed, Skeleton } from '../../ui/states.tsx';
import { Chooser } from '../register/chooser.tsx';
import { useEstateList, useRegisteredEstate } from '../register/use-estates.ts';

interface EstateChoiceProps {
  /** Kept in the page's address; empty before one was chosen. */
  readonly estateId: string;
  readonly onChoose: (estateId: string) => void;
  readonly children: (estateId: string) => ReactNode;
}

/** Which of one's estates this page is about; whoever has only one is not asked. */
export function EstateChoice({ estateId, onChoose, children }: EstateChoiceProps) {
  const [search, setSearch] = useState('');
  const list = useEstateList({ sort: 'name', ...(search && { search }) });
  const only = search === '' && list.rows.length === 1 && list.total === 1 ? list.rows[0]!.id : '';
  const chosenId = estateId || only;
  const found = list.rows.find(({ id }) => id === chosenId);
  // Opened by a link, and not on the first page of the list.
  const apart = useRegisteredEstate(chosenId !== '' && list.isSuccess && !found ? chosenId : '');
  const chosen = found ?? apart.data;
  if (list.isError && list.rows.length === 0) return <Failed error={list.error} onRetry={() => void list.refetch()} />;
  if (list.isPending) return <Skeleton lines={[56, 200]} />;
  if (list.total === 0 && search === '' && chosenId === '') return <Empty title="没有您管理的小区">合同登记以后，小区会出现在这里。</Empty>;
  return (
    <>
      <Box className="card">
        <Chooser
          id="estate" label="选小区" placeholder="小区名称或编号" none="没有找到这个小区" isPending={list.isFetching}
          chosen={chosenId === '' ? undefined : { id: chosenId, word: chosen?.name ?? '……', ...(found ? { note: `${found.street} · ${found.community}` } : {}) }}
          options={list.rows.map(({ id, name, street, community }) => ({ id, word: name, note: `${street} · ${community}` }))}
          onSearch={setSearch} onChoose={(choice) => onChoose(choice?.id ?? '')}
        />
      </Box>
      {chosenId !== '' && children(chosenId)}
    </>
  );
}
