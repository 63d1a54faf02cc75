import { isDate, mayEver, type AuditLineView, type AuditQuery } from '@linping/shared';
import { useStaffSession } from '../../../features/app-context.ts';
import { moment } from '../../../features/audit/moment.ts';
import { useAuditLines } from '../../../features/audit/use-audit.ts';
import { ACTION_GROUPS, actionInWords } from '../../../features/audit/action-words.ts';
import { factsInWords } from '../../../features/audit/fact-words.ts';
import { actorInWords, subjectInWords } from '../../../features/audit/subject-words.ts';
import { to } from '../../../platform/navigate.ts';
import { StaffPage } from '../../../staff/frame.tsx';
import { Filters, Paged, Search } from '../../../staff/list.tsx';
import { useAddress } from '../../../staff/use-address.ts';
import { DataTable, RowLink, type Column } from '../../../ui/data-table.tsx';
import { Box, DateField, Press, Select, Txt } from '../../../ui/elements.tsx';
import { Empty } from '../../../ui/states.tsx';
import { ChainCheck } from './chain-check.tsx';
import '../../../features/register/parts.scss';
import './index.scss';

const EVERYTHING = { actor: '', action: '', subject: '', from: '', to: '' };

/** Who did what to which thing, and whether the log is still the one that was written. */
export default function AuditPage() {
  const role = useStaffSession()?.me.role;
  return (
    <StaffPage title="审计日志" entry="audit">
      {role && (mayEver(role, 'audit.read') ? <Log /> : <Empty title="只有审计部门可以看审计日志" />)}
    </StaffPage>
  );
}

function Log() {
  const [address, change] = useAddress(EVERYTHING);
  const { actor, action, subject, from, to: until } = address;
  const query: Omit<AuditQuery, 'cursor' | 'limit'> = {
    ...(actor && { actor }),
    ...(action && { action }),
    ...(subject && { subject }),
    ...(isDate(from) && { from }),
    ...(isDate(until) && { to: until }),
  };
  const list = useAuditLines(query);
  const chosen = [action, from, until].filter(Boolean).length;
  const isBackwards = isDate(from) && isDate(until) && from > until;
  return (
    <>
      <ChainCheck />
      <Filters
        chosen={chosen}
        inSight={<Search key={actor} label="按账号查找" placeholder="谁做的：账号" value={actor} onSearch={(text) => change({ actor: text })} />}
      >
        <Box className="filter">
          <Select id="action" label="做了什么" value={action} options={ACTIONS} onSelect={(value) => change({ action: value })} />
        </Box>
        <Box className="filter filter-day">
          <Txt className="form-label">从</Txt>
          <DateField id="from" label="从哪一天" value={from} invalid={isBackwards} onSelect={(value) => change({ from: value })} />
        </Box>
        <Box className="filter filter-day">
          <Txt className="form-label">到</Txt>
          <DateField id="to" label="到哪一天" value={until} invalid={isBackwards} onSelect={(value) => change({ to: value })} />
        </Box>
      </Filters>
      {isBackwards && <Box className="field-fault gap-below">「从」比「到」晚，请对调。</Box>}
      {subject && (
        <Box className="subject-filter">
          <Txt>{`只看：${subjectInWords(subject)}`}</Txt>
          <Press id="all-subjects" className="text-button" onPress={() => change({ subject: '' })}>
            看全部
          </Press>
        </Box>
      )}
      <Paged list={list} empty={<Empty title="没有符合条件的记录">换一个账号、操作或者日期试试。</Empty>}>
        <DataTable
          label="审计日志"
          columns={columnsFor((value) => change({ subject: value }))}
          rows={list.rows}
          idOf={({ sequence }) => String(sequence)}
        />
      </Paged>
    </>
  );
}

const ACTIONS = [
  { value: '', word: '全部操作' },
  ...ACTION_GROUPS.reduce<readonly { readonly value: string; readonly word: string }[]>(
    (all, { word, actions }) => [...all, ...Object.keys(actions).map((value) => ({ value, word: `${word} · ${actions[value]!}` }))],
    [],
  ),
];

const columnsFor = (onSubject: (subject: string) => void): readonly Column<AuditLineView>[] => [
  { id: 'what', head: '做了什么', onPhone: 'title', cell: ({ action }) => <Txt className="audit-what">{actionInWords(action)}</Txt> },
  { id: 'at', head: '时间', cell: ({ at }) => <Txt className="number">{moment(at)}</Txt> },
  { id: 'who', head: '谁', cell: (line) => actorInWords(line) },
  { id: 'subject', head: '对象', cell: ({ subject }) => <Subject subject={subject} onSubject={onSubject} /> },
  {
    id: 'facts',
    head: '内容',
    onPhone: 'wide',
    cell: ({ facts }) => <Box className="audit-fact">{factsInWords(facts, { all: true }).join('；')}</Box>,
  },
  { id: 'sequence', head: '第几条', isNumber: true, onPhone: 'corner', cell: ({ sequence }) => <Txt className="note">{`第 ${sequence} 条`}</Txt> },
];

/** Pages that show the thing itself. */
const PAGES: Readonly<Record<string, (id: string) => string>> = {
  estate: to.registeredEstate,
  provider: to.provider,
  staff: to.account,
  round: to.round,
  sheet: to.sheet,
};

function Subject({ subject, onSubject }: { readonly subject: string; readonly onSubject: (subject: string) => void }) {
  const [kind = '', id = ''] = subject.split(':');
  const page = PAGES[kind];
  return (
    <Box className="audit-subject">
      {page ? <RowLink url={page(id)}>{subjectInWords(subject)}</RowLink> : <Txt>{subjectInWords(subject)}</Txt>}
      <Press className="text-button" label={`只看它：${subjectInWords(subject)}`} onPress={() => onSubject(subject)}>
        只看它
      </Press>
    </Box>
  );
}
