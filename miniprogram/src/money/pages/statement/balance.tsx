import type { StatementView } from '@linping/shared';
import { useEffect } from 'react';
import { isChangedByOthers, useStatementChange } from '../../../features/disclosures/use-desk.ts';
import { fenOf, yuan } from '../../../features/money/yuan.ts';
import { FormEnd, FormLine } from '../../../features/register/form.tsx';
import { useMergedForm } from '../../../features/register/use-merged-form.ts';
import { Area, Box, Field, Txt } from '../../../ui/elements.tsx';
import { Card, Fact } from '../../../ui/list.tsx';
import { HEAD_LABELS, headChange, headFaults, headForm, LONGEST_REMARK } from './forms.ts';
import { liveSums, type Unsaved } from './live.ts';

interface BalanceProps {
  readonly view: StatementView;
  /** What is being typed on the page and is not saved yet. */
  readonly unsaved: readonly Unsaved[];
}

/** 期初 + 收入 − 支出 = 期末, as it stands with every keystroke. */
export function Balance({ view, unsaved }: BalanceProps) {
  const { openingFen, incomeFen, expenseFen, closingFen } = liveSums(view, unsaved);
  return (
    <Card id="balance">
      <Box className="balance" role="group" label={`期初余额 ${yuan(openingFen)} 元，加收入 ${yuan(incomeFen)} 元，减支出 ${yuan(expenseFen)} 元，等于期末余额 ${yuan(closingFen)} 元`}>
        <Part id="opening-sum" name={view.isOpeningCarried ? '上期结转' : '期初余额'} value={view.openingFen === null && unsaved.every(({ of }) => of !== 'opening') ? '待填' : yuan(openingFen)} />
        <Part id="income-sum" sign="＋" name="收入" value={yuan(incomeFen)} />
        <Part id="expense-sum" sign="－" name="支出" value={yuan(expenseFen)} />
        <Part id="closing-sum" sign="＝" name="期末余额" value={yuan(closingFen)} isMain />
      </Box>
      <Box className="note gap-above-small">{`单位：元。期末余额就是下一期的期初余额。${unsaved.length > 0 ? '上面的数含还没有保存的。' : ''}`}</Box>
    </Card>
  );
}

const Part = ({ id, sign = '', name, value, isMain = false }: { readonly id: string; readonly sign?: string; readonly name: string; readonly value: string; readonly isMain?: boolean }) => (
  <Box className={`balance-part${isMain ? ' is-main' : ''}`}>
    <Txt className="balance-sign">{sign}</Txt>
    <Box className="balance-words">
      <Box className="muted">{name}</Box>
      <Txt id={id} className="balance-number number">{value}</Txt>
    </Box>
  </Box>
);

interface HeadProps {
  readonly view: StatementView;
  readonly mayEdit: boolean;
  readonly onUnsaved: (key: string, unsaved: Unsaved | undefined) => void;
}

/** The opening, where there is one to type, and what is said to the whole of it. */
export function Head({ view, mayEdit, onUnsaved }: HeadProps) {
  if (mayEdit) return <HeadForm view={view} onUnsaved={onUnsaved} />;
  if (view.remark === '') return null;
  return <Card id="remark" title="补充说明"><Box className="asked-text">{view.remark}</Box></Card>;
}

function HeadForm({ view, onUnsaved }: Omit<HeadProps, 'mayEdit'>) {
  const change = useStatementChange(view.id);
  const { form, set, news } = useMergedForm(headForm(view), HEAD_LABELS);
  const faults = headFaults(form, view);
  const body = headChange(form, view);
  const typed = fenOf(form.opening);
  const changeFen = view.isOpeningCarried || typed === undefined ? 0 : typed - (view.openingFen ?? 0);
  const isTyped = body !== undefined;
  useEffect(() => onUnsaved('head', isTyped ? { of: 'opening', changeFen } : undefined), [isTyped, changeFen, onUnsaved]);
  const save = () => body && change.mutate((disclosures, version) => disclosures.edit(view.id, { version, ...body }));
  const discard = () => {
    const now = headForm(view);
    set('opening')(now.opening);
    set('remark')(now.remark);
    change.reset();
  };
  return (
    <Card id="head-form" title={view.isOpeningCarried ? '补充说明' : '期初余额和补充说明'}>
      {view.isOpeningCarried ? (
        <Fact name="期初余额">{view.openingFen === null ? '上一期公布以后自动结转' : `${yuan(view.openingFen)} 元，由上一期结转，不用填`}</Fact>
      ) : (
        <FormLine name="期初余额（元）" fault={faults.opening} hint="这是第一期：填期初账上有多少钱，没有就填 0；以后每期自动结转">
          <Field id="opening" label="期初余额（元）" value={form.opening} placeholder="如 12800.50" maxLength={16} invalid={Boolean(faults.opening)} onInput={set('opening')} />
        </FormLine>
      )}
      <FormLine name="补充说明（可不填）" hint="居民看得到。不要写住户的姓名、门牌和电话">
        <Area id="remark" label="补充说明（可不填）" value={form.remark} maxLength={LONGEST_REMARK} onInput={set('remark')} />
      </FormLine>
      {(isTyped || change.error) && (
        <FormEnd
          id="head" save="保存" busy={change.isPending} disabled={!isTyped || Object.keys(faults).length > 0} error={change.error}
          news={isChangedByOthers(change.error) ? news : undefined} onSave={save} onCancel={discard}
        />
      )}
    </Card>
  );
}
