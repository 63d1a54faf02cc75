import { contractState, PROVIDER_KIND_WORDS, type ContractView, type EstateRegisterView } from '@linping/shared';
import { useState } from 'react';
import { CONTRACT_STATE_LABELS, periodInWords } from '../../../features/register/contract-form.ts';
import { to } from '../../../platform/navigate.ts';
import { Button } from '../../../ui/button.tsx';
import { DataTable, RowLink, type Column } from '../../../ui/data-table.tsx';
import { Box, Heading, Press, Txt } from '../../../ui/elements.tsx';
import { Card } from '../../../ui/list.tsx';
import { AddContract, EditContract } from './contract-edit.tsx';

interface ContractsProps {
  readonly estate: EstateRegisterView;
  readonly today: string;
  readonly mayEdit: boolean;
  readonly mayOpenProvider: boolean;
}

const TAGS = { serving: 'tag tag-good', upcoming: 'tag tag-brand', notEntered: 'tag tag-warn', ended: 'tag' } as const;

/** Who manages the estate, who did and who will: the score and the subsidy follow from it. */
export function Contracts({ estate, today, mayEdit, mayOpenProvider }: ContractsProps) {
  const [editing, setEditing] = useState<ContractView | 'new'>();
  const close = () => setEditing(undefined);
  const columns: readonly Column<ContractView>[] = [
    {
      id: 'provider',
      head: '物业',
      onPhone: 'title',
      cell: ({ providerId, provider, kind }) => (
        <>
          {mayOpenProvider ? <RowLink url={to.provider(providerId)}>{provider}</RowLink> : <Txt className="row-link">{provider}</Txt>}
          <Box className="note">{PROVIDER_KIND_WORDS[kind]}</Box>
        </>
      ),
    },
    {
      id: 'state',
      head: '现在',
      onPhone: 'corner',
      cell: (contract) => <Txt className={TAGS[contractState(contract, today)]}>{CONTRACT_STATE_LABELS[contractState(contract, today)]}</Txt>,
    },
    { id: 'period', head: '服务期', cell: (contract) => <Txt className="number">{periodInWords(contract)}</Txt> },
    { id: 'signed', head: '签订', cell: ({ signedDate }) => orMissing(signedDate, '没有签订') },
    { id: 'filed', head: '备案', cell: ({ filedDate }) => orMissing(filedDate, '没有备案') },
    { id: 'subsidy', head: '补贴', cell: ({ isSubsidised }) => (isSubsidised ? '享受' : '不享受') },
    { id: 'phone', head: '电话', cell: ({ phone }) => (phone === '' ? <Txt className="muted">同企业</Txt> : <Txt className="number">{phone}</Txt>) },
    ...(mayEdit
      ? [
          {
            id: 'edit',
            head: '',
            onPhone: 'wide',
            cell: (contract: ContractView) => (
              <Box className="text-buttons">
                <Press
                  id={`edit-contract-${contract.id}`}
                  className="text-button"
                  label={`更正：与${contract.provider}的合同`}
                  onPress={() => setEditing(contract)}
                >
                  更正
                </Press>
              </Box>
            ),
          } as const,
        ]
      : []),
  ];
  return (
    <Box id="contracts" className="section">
      <Box className="section-head">
        <Heading level={2} className="section-name">
          物业合同
        </Heading>
        {mayEdit && editing === undefined && (
          <Button id="add-contract" kind="quiet" onPress={() => setEditing('new')}>
            登记合同
          </Button>
        )}
      </Box>
      {editing === 'new' && <AddContract estate={estate} today={today} onClose={close} />}
      {editing !== undefined && editing !== 'new' && (
        <EditContract key={editing.id} estate={estate} contractId={editing.id} today={today} onClose={close} />
      )}
      {estate.contracts.length === 0 ? (
        <Card>
          <Box className="muted">还没有登记物业合同。没有合同的小区，考核第1项扣10分。</Box>
        </Card>
      ) : (
        <DataTable label="物业合同" columns={columns} rows={estate.contracts} idOf={({ id }) => id} />
      )}
    </Box>
  );
}

const orMissing = (date: string | null, missing: string) =>
  date === null ? <Txt className="is-missing">{missing}</Txt> : <Txt className="number">{date}</Txt>;
