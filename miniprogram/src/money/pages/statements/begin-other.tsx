import { periodName, shanghaiDate, type BookBody, type DisclosurePeriod } from '@linping/shared';
import { useState } from 'react';
import { useApp } from '../../../features/app-context.ts';
import { periodsToOffer } from '../../../features/disclosures/periods.ts';
import { useBeginStatement } from '../../../features/disclosures/use-statements.ts';
import { Chooser, type Choice } from '../../../features/register/chooser.tsx';
import { FormLine } from '../../../features/register/form.tsx';
import { useEstateList } from '../../../features/register/use-estates.ts';
import { go, to } from '../../../platform/navigate.ts';
import { Button } from '../../../ui/button.tsx';
import { Box, Select } from '../../../ui/elements.tsx';
import { Card } from '../../../ui/list.tsx';
import { BeginRefusal } from './begin.tsx';

const MOST_FOUND = 8;

interface BeginOtherProps {
  readonly body: BookBody;
  readonly period: DisclosurePeriod;
  readonly onClose: () => void;
}

/** Begins a period that nobody asked for yet: a committee's first, or the running one before it ends. */
export function BeginOther({ body, period: usual, onClose }: BeginOtherProps) {
  const { nowMs } = useApp();
  const begin = useBeginStatement();
  const [search, setSearch] = useState('');
  const [picked, pick] = useState<Choice>();
  const [period, setPeriod] = useState<DisclosurePeriod>(usual);
  const found = useEstateList({ sort: 'name', ...(search && { search }) });
  const options = found.rows.slice(0, MOST_FOUND).map(({ id, name, community }) => ({ id, word: name, note: community }));
  // Whoever has one estate has nothing to choose.
  const only = search === '' && found.total === 1 ? options[0] : undefined;
  const estate = picked ?? only;
  const start = () => estate && begin.mutate({ estateId: estate.id, body, period }, {
    onSuccess: ({ id }) => {
      onClose();
      go(to.staffStatement(id));
    },
  });
  return (
    <Card id="begin-card" title="编制一期收支公示">
      <FormLine name="小区">
        {only && !picked ? <Box id="estate-only">{only.word}</Box> : (
          <Chooser id="estate" label="小区" placeholder="输入小区名称" chosen={picked} options={options} isPending={found.isPending} none="没有找到这个小区" onSearch={setSearch} onChoose={pick} />
        )}
      </FormLine>
      <FormLine name="公示期" hint="每期接着上一期，不能跳过；还没结束的一期可以先填，结束以后提交">
        <Select id="begin-period" label="公示期" value={period} options={periodsToOffer(shanghaiDate(nowMs())).map((value) => ({ value, word: periodName(value) }))} onSelect={setPeriod} />
      </FormLine>
      <BeginRefusal error={begin.error} />
      <Box className="form-buttons">
        <Button id="begin-now" busy={begin.isPending} disabled={!estate} onPress={start}>开始编制</Button>
        <Button id="begin-close" kind="quiet" onPress={onClose}>先不</Button>
      </Box>
    </Card>
  );
}
