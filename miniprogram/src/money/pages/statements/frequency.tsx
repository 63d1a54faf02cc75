import { DISCLOSURE_FREQUENCIES, type DisclosureFrequency } from '@linping/shared';
import { useState } from 'react';
import { useApp } from '../../../features/app-context.ts';
import { FREQUENCY_LABELS } from '../../../features/disclosures/labels.ts';
import { useFrequency, useSetFrequency } from '../../../features/disclosures/use-statements.ts';
import { Chooser, type Choice } from '../../../features/register/chooser.tsx';
import { useEstateList } from '../../../features/register/use-estates.ts';
import { dateInWords } from '../../../features/surveys/days-left.ts';
import { Button } from '../../../ui/button.tsx';
import { Choices } from '../../../ui/choices.tsx';
import { Box } from '../../../ui/elements.tsx';
import { Card } from '../../../ui/list.tsx';
import { Failed, Notice, Skeleton } from '../../../ui/states.tsx';

/** The street sets how often an estate's accounts are disclosed: half-yearly unless it says quarterly. */
export function Frequency({ onClose }: { readonly onClose: () => void }) {
  const [search, setSearch] = useState('');
  const [estate, setEstate] = useState<Choice>();
  const found = useEstateList({ sort: 'name', ...(search && { search }) });
  const options = found.rows.slice(0, 8).map(({ id, name, community }) => ({ id, word: name, note: community }));
  return (
    <Card id="frequency" title="设定公示频次">
      <Chooser
        id="estate" label="小区" placeholder="输入小区名称" chosen={estate} options={options} isPending={found.isPending} none="没有找到这个小区"
        onSearch={setSearch} onChoose={setEstate}
      />
      {estate ? <OfEstate key={estate.id} estateId={estate.id} onClose={onClose} /> : <Box className="form-buttons"><Button id="frequency-close" kind="quiet" onPress={onClose}>先不</Button></Box>}
    </Card>
  );
}

function OfEstate({ estateId, onClose }: { readonly estateId: string; readonly onClose: () => void }) {
  const { nowMs } = useApp();
  const settings = useFrequency(estateId);
  const set = useSetFrequency();
  const [chosen, choose] = useState<DisclosureFrequency>();
  if (settings.isError) return <Failed error={settings.error} onRetry={() => void settings.refetch()} />;
  if (!settings.data) return <Skeleton lines={[56, 56]} />;
  const { frequency, next } = settings.data;
  const from = dateInWords(next.from, nowMs());
  return (
    <>
      <Box className="gap-above-small gap-below">
        <Choices id="frequency" layout="column" label="多久公示一次" options={DISCLOSURE_FREQUENCIES} words={FREQUENCY_LABELS} chosen={chosen ?? next.frequency} onChoose={choose} />
        <Box className="note">{`现在${FREQUENCY_LABELS[frequency]}。改动从${from}起生效，已经开始的这一期不变。每期结束后 30 天内要公布。`}</Box>
      </Box>
      {set.error && <Notice id="frequency-refusal" tone="bad" title="没有保存">{set.error.message}</Notice>}
      {set.isSuccess && <Notice id="frequency-saved" tone="good" title="已保存">{`${from}起${FREQUENCY_LABELS[next.frequency]}。`}</Notice>}
      <Box className="form-buttons">
        <Button id="frequency-save" busy={set.isPending} disabled={chosen === undefined || chosen === next.frequency} onPress={() => chosen && set.mutate({ estateId, frequency: chosen })}>保存</Button>
        <Button id="frequency-close" kind="quiet" onPress={onClose}>{set.isSuccess ? '关闭' : '先不'}</Button>
      </Box>
    </>
  );
}
