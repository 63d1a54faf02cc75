import { halfYearBefore, halfYearInWords, isHalfYear, SMALLEST_CELL, type EstateResultRowView, type RoundResultView } from '@linping/shared';
import { Box, Heading, Txt } from '../../ui/elements.tsx';
import { Card } from '../../ui/list.tsx';
import { Notice } from '../../ui/states.tsx';
import { percent, points, TOPIC_LABELS } from './labels.ts';
import { Ladder } from './ladder.tsx';
import { OptionBars } from './option-bars.tsx';

interface ResultProps {
  readonly result: RoundResultView;
  /** The estate's other half-years, for the one before; undefined while they load. */
  readonly history: readonly EstateResultRowView[] | undefined;
}

/** A certified round: the rate as the figure, its place on the ladder, last half-year beside it, then the options. */
export function ResultCards({ result, history }: ResultProps) {
  const { ratePerMille: rate, interval, overall } = result;
  return (
    <>
      <Card id="result">
        <Box className="figure-line">
          <Txt className="figure-before">{rate === null ? '居民满意度得分' : '满意度'}</Txt>
          <Txt id="rate" className="figure number">{rate === null ? points(result.deciPoints) : percent(rate)}</Txt>
          {rate !== null && <Txt id="points" className="figure-after">{`得 ${points(result.deciPoints)}（满分 10 分）`}</Txt>}
        </Box>
        <Ladder deciPoints={result.deciPoints} ratePerMille={rate} interval={interval} />
        <Box id="took-part" className="sample-words">{`共 ${result.households} 户，${result.valid} 户参与（至少要 ${result.required} 户）。`}</Box>
        {interval && (
          <Box className="note gap-above-small">
            {`浅色一段表示：如果全小区都来评，满意度大约在 ${percent(interval.lowPerMille)} 到 ${percent(interval.highPerMille)} 之间。仅供参考，得分只看实际满意度。`}
          </Box>
        )}
        <Before result={result} history={history} />
      </Card>

      {rate === null && <Notice title="只公布得分">{`参与的不到 ${SMALLEST_CELL} 户。为了不让人猜出谁选了什么，其余数字不公布。`}</Notice>}
      {overall && (
        <Card title="总体评价">
          <OptionBars options={overall} />
          {result.strictRatePerMille !== null && (
            <Box className="note gap-above-small">{`只算「非常满意」和「满意」是 ${percent(result.strictRatePerMille)}。`}</Box>
          )}
        </Card>
      )}
      {result.topics.length > 0 && (
        <Card title="分项（选填，不计分）">
          {result.topics.map(({ topic, options }) => (
            <Box key={topic} className="topic">
              <Heading level={3} className="topic-title">{TOPIC_LABELS[topic]}</Heading>
              <OptionBars options={options} />
            </Box>
          ))}
        </Card>
      )}
    </>
  );
}

/** Last half-year beside this one, and the change in words. */
function Before({ result, history }: ResultProps) {
  if (!history || !isHalfYear(result.halfYear)) return null;
  const halfYear = halfYearBefore(result.halfYear);
  const before = history.find((row) => row.halfYear === halfYear);
  return <Box id="before" className="before">{`${halfYearInWords(halfYear)}：${beforeInWords(before, result.ratePerMille)}`}</Box>;
}

function beforeInWords(before: EstateResultRowView | undefined, rate: number | null): string {
  if (!before) return '没有结果';
  if (before.status === 'insufficient') return '样本不足，没有成绩';
  if (before.ratePerMille === null) return before.deciPoints === null ? '没有结果' : points(before.deciPoints);
  const change = rate === null ? 0 : rate - before.ratePerMille;
  const words = rate === null ? '' : change === 0 ? '，与现在持平' : `，现在${change > 0 ? '高了' : '低了'} ${percent(Math.abs(change)).slice(0, -1)} 个百分点`;
  return `${percent(before.ratePerMille)}${before.deciPoints === null ? '' : `，得 ${points(before.deciPoints)}`}${words}`;
}
