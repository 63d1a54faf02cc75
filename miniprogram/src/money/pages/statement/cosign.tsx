import { COSIGN_VERDICTS, type CosignVerdict, type StatementView } from '@linping/shared';
import { useState } from 'react';
import { COSIGN_LABELS } from '../../../features/disclosures/labels.ts';
import { useStatementChange } from '../../../features/disclosures/use-desk.ts';
import { FormLine } from '../../../features/register/form.tsx';
import { dateInWords } from '../../../features/surveys/days-left.ts';
import { useApp } from '../../../features/app-context.ts';
import { Button } from '../../../ui/button.tsx';
import { Choices } from '../../../ui/choices.tsx';
import { Area, Box } from '../../../ui/elements.tsx';
import { Card } from '../../../ui/list.tsx';
import { Notice } from '../../../ui/states.tsx';
import { LONGEST_REASON } from './forms.ts';

const WORDS: Readonly<Record<CosignVerdict, string>> = { cosigned: '联签，账目没有问题', objected: '提出异议' };

/** What the committee has said of this edition, as residents read it. */
export function Cosigns({ view }: { readonly view: StatementView }) {
  const { nowMs } = useApp();
  return (
    <>
      {view.cosigns.map(({ verdict, text, on }) => (
        <Notice key={on + verdict} id={`cosign-${verdict}`} tone={verdict === 'cosigned' ? 'good' : 'warn'} title={`${COSIGN_LABELS[verdict]}（${dateInWords(on, nowMs())}）`}>{text}</Notice>
      ))}
    </>
  );
}

/** The committee co-signs or objects, once for each edition. */
export function Cosign({ view }: { readonly view: StatementView }) {
  const change = useStatementChange(view.id);
  const [verdict, choose] = useState<CosignVerdict>();
  const [text, setText] = useState('');
  if (!view.desk?.mayCosign) return null;
  const isMissing = verdict === 'objected' && text.trim() === '';
  const sign = () => verdict && change.mutate((disclosures) => disclosures.cosign(view.id, { verdict, text: text.trim() }));
  return (
    <Card id="cosign" title="业主委员会怎么看">
      <Choices id="verdict" layout="column" label="业主委员会怎么看" options={COSIGN_VERDICTS} words={WORDS} chosen={verdict} onChoose={choose} />
      {verdict && (
        <FormLine name={verdict === 'objected' ? '哪里有异议' : '说一句（可不填）'} hint="居民看得到，不要写姓名、门牌和电话">
          <Area id="cosign-text" label={verdict === 'objected' ? '哪里有异议' : '说一句（可不填）'} value={text} maxLength={LONGEST_REASON} onInput={setText} />
        </FormLine>
      )}
      <Box className="note gap-below">每一版只能表态一次，居民看得到；账目更正以后可以再表态。</Box>
      {change.error && <Notice id="cosign-refusal" tone="bad" title="没有记上">{change.error.message}</Notice>}
      <Button id="do-cosign" busy={change.isPending} disabled={verdict === undefined || isMissing} onPress={sign}>{verdict === 'objected' ? '提出异议' : '联签'}</Button>
    </Card>
  );
}
