import './complaints.scss';
import { COMPLAINT_RATES, halfYearInWords, type EstateComplaintFiguresView, type PublishedParts } from '@linping/shared';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Bar } from '../../ui/bar.tsx';
import { Box, Heading, Press, Select, Txt } from '../../ui/elements.tsx';
import { Card, Fact } from '../../ui/list.tsx';
import { useApp } from '../app-context.ts';
import { keys } from '../query-keys.ts';
import { daysInWords, hoursInWords, IN_NO_RATE, partsInWords, RATE_DEFINITIONS, RATE_LABELS, rateInWords, STANDING_LABELS } from './figure-words.ts';
import { categoryInWords } from './labels.ts';

/** What became of the complaints of an estate, as anybody may read it; nothing where it could not be asked. */
export function PublishedComplaints({ estateId }: { readonly estateId: string }) {
  const { resident } = useApp();
  const [halfYear, setHalfYear] = useState<string>();
  const { data } = useQuery({
    queryKey: [...keys.complaintFigures(estateId), halfYear ?? ''],
    queryFn: () => resident.complaintFigures.estate(estateId, halfYear),
    placeholderData: keepPreviousData,
  });
  if (!data) return null;
  return (
    <Card id="complaint-figures" title={`${halfYearInWords(data.halfYear)}的投诉`}>
      {data.halfYears.length > 1 && (
        <Select
          id="figures-half-year"
          label="哪半年"
          value={data.halfYear}
          options={data.halfYears.map((value) => ({ value, word: halfYearInWords(value) }))}
          onSelect={setHalfYear}
        />
      )}
      <Figures view={data} />
    </Card>
  );
}

function Figures({ view: { figures, standing, categories } }: { readonly view: EstateComplaintFiguresView }) {
  if (figures.received === 0) return <Box className="muted">还没有收到投诉。</Box>;
  if (figures.received === null) return <Box className="muted">收到的投诉不到 5 件，数字太小，不单独公布。</Box>;
  return (
    <>
      <Box className="figure-line">
        <Txt className="figure-before">收到</Txt>
        <Txt id="received" className="figure number">{String(figures.received)}</Txt>
        <Txt className="figure-after">件</Txt>
      </Box>
      <Heading level={3} className="topic-title">办得怎么样</Heading>
      <Parts parts={standing} words={STANDING_LABELS} />
      <Box className="note gap-below">「物业称已办结」是物业说的，「居民确认解决」是居民说的，两个数分开算。</Box>
      {COMPLAINT_RATES.map((rate) => <RateRow key={rate} id={rate} rate={figures[rate]} />)}
      <Box className="note gap-below">{IN_NO_RATE}</Box>
      <Fact name="受理">{figures.acceptHalfHours === null ? '不到 5 件，不公布' : `一半的投诉在 ${hoursInWords(figures.acceptHalfHours)}内受理`}</Fact>
      <Fact name="办结">{figures.resolveHalfDays === null ? '不到 5 件，不公布' : `一半的投诉在 ${daysInWords(figures.resolveHalfDays)}内办结`}</Fact>
      <Fact name="重办">{figures.reopened === null ? '不到 5 件，不公布' : `办结后又要求重办的占 ${rateInWords(figures.reopened)}（${partsInWords(figures.reopened)}）`}</Fact>
      <Heading level={3} className="topic-title gap-above">都是什么问题</Heading>
      <Parts parts={categories} words={(category) => categoryInWords(category)} />
    </>
  );
}

/** A rate with what it is made of, on tap. */
function RateRow({ id, rate }: { readonly id: (typeof COMPLAINT_RATES)[number]; readonly rate: EstateComplaintFiguresView['figures'][(typeof COMPLAINT_RATES)[number]] }) {
  const [isOpen, setOpen] = useState(false);
  const words = rate === null ? '不到 5 件，不公布' : `${rateInWords(rate)}（${partsInWords(rate)}）`;
  return (
    <Box className="option">
      <Press id={`rate-${id}`} className="rate-head" expanded={isOpen} onPress={() => setOpen(!isOpen)}>
        <Txt className="option-name">{RATE_LABELS[id]}</Txt>
        <Txt className="rate-words number">{words}</Txt>
        <Txt className="fold-word">{isOpen ? '收起' : '怎么算'}</Txt>
      </Press>
      {rate !== null && rate.permille !== null && <Bar value={rate.numerator} max={rate.denominator} label={`${RATE_LABELS[id]} ${words}`} />}
      {isOpen && <Box id={`definition-${id}`} className="note">{RATE_DEFINITIONS[id]}</Box>}
    </Box>
  );
}

interface PartsProps<Key extends string> {
  readonly parts: PublishedParts<Key>;
  readonly words: Readonly<Record<Key, string>> | ((key: Key) => string);
}

/** Each part as a bar and a number; the small ones together, so that nobody is found out by a one. */
function Parts<Key extends string>({ parts: { total, parts, rest }, words }: PartsProps<Key>) {
  const wordOf = (key: Key) => (typeof words === 'function' ? words(key) : words[key]);
  if (total === null) return <Box className="muted gap-below">不到 5 件，不单独公布。</Box>;
  const lines = [
    ...parts.map(({ key, count }) => ({ id: key as string, word: wordOf(key), count })),
    ...(rest ? [{ id: 'rest', word: parts.length === 0 ? '各项合计' : '其他各项合计', count: rest }] : []),
  ];
  return (
    <Box className="options" role="list">
      {lines.map(({ id, word, count }) => (
        <Box key={id} className="option" role="listitem">
          <Box className="option-head">
            <Txt className="option-name">{word}</Txt>
            <Txt className="option-count number">{id === 'rest' ? `${count} 件，数字小的不单独公布` : `${count} 件`}</Txt>
          </Box>
          <Bar value={count} max={total} label={`${word} ${count} 件，共 ${total} 件`} />
        </Box>
      ))}
    </Box>
  );
}
