import { mayEver, type ModerationWordView } from '@linping/shared';
import { useState } from 'react';
import { moment } from '../../../features/audit/moment.ts';
import { useModerationWords } from '../../../features/moderation/use-moderation.ts';
import { useStaffSession } from '../../../features/app-context.ts';
import { StaffPage } from '../../../staff/frame.tsx';
import { Paged, Search } from '../../../staff/list.tsx';
import { useAddress } from '../../../staff/use-address.ts';
import { DataTable, type Column } from '../../../ui/data-table.tsx';
import { Box, Press, Txt } from '../../../ui/elements.tsx';
import { Empty } from '../../../ui/states.tsx';
import { AddWord } from './add-word.tsx';
import { TakeOff } from './take-off.tsx';
import '../../../features/register/parts.scss';
import './index.scss';

/** The district's list of words that let a person read first. */
export default function ModerationWordsPage() {
  const role = useStaffSession()?.me.role;
  return (
    <StaffPage title="审核关键词" entry="moderationWords">
      {role && (mayEver(role, 'moderation.editWords') ? <Words /> : <Empty title="这个身份不管理关键词">关键词由区指挥部办公室维护。</Empty>)}
    </StaffPage>
  );
}

function Words() {
  const [{ search }, change] = useAddress({ search: '' });
  const list = useModerationWords(search);
  const [leaving, setLeaving] = useState<ModerationWordView>();
  return (
    <>
      <AddWord />
      <Box className="filters">
        <Search label="查找关键词" placeholder="查找关键词" value={search} onSearch={(text) => change({ search: text })} />
      </Box>
      <Paged list={list} empty={<Empty title={search ? '没有这个关键词' : '还没有关键词'}>{search ? '换一个写法试试，或者在上面添加。' : '在上面添加第一个。'}</Empty>}>
        <DataTable label="关键词" columns={columnsWith(setLeaving)} rows={list.rows} idOf={({ id }) => id} />
      </Paged>
      {leaving && <TakeOff word={leaving} onClose={() => setLeaving(undefined)} />}
    </>
  );
}

const columnsWith = (onTakeOff: (word: ModerationWordView) => void): readonly Column<ModerationWordView>[] => [
  { id: 'word', head: '关键词', onPhone: 'title', cell: ({ word }) => <Txt className="moderation-word">{word}</Txt> },
  {
    id: 'by', head: '添加', onPhone: 'wide',
    cell: ({ addedAt, addedBy }) => <Txt className="muted">{addedAt === null ? '随系统提供' : `${addedBy ?? '已删除的账号'} ${moment(addedAt)} 添加`}</Txt>,
  },
  {
    id: 'off', head: '操作', onPhone: 'corner',
    cell: (word) => <Press id={`take-off-${word.id}`} className="text-button" label={`删除关键词“${word.word}”`} onPress={() => onTakeOff(word)}>删除</Press>,
  },
];
