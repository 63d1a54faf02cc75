import type { HistoryLineView } from '@linping/shared';
import { Button } from '../../ui/button.tsx';
import { Box, Txt } from '../../ui/elements.tsx';
import { Failed, Skeleton } from '../../ui/states.tsx';
import type { usePages } from '../use-pages.ts';
import { moment } from './moment.ts';
import { actionInWords } from './action-words.ts';
import { factsInWords } from './fact-words.ts';
import { actorInWords } from './subject-words.ts';
import './history.scss';

interface HistoryProps {
  readonly list: ReturnType<typeof usePages<HistoryLineView>>;
  /** What is said where nothing has happened yet. */
  readonly empty: string;
}

/** What became of a thing: when, who, what, the newest first. */
export function History({ list, empty }: HistoryProps) {
  if (list.isPending) return <Skeleton lines={[56, 56, 56]} />;
  if (list.isError && list.rows.length === 0) return <Failed error={list.error!} onRetry={() => void list.refetch()} />;
  if (list.rows.length === 0) return <Box className="muted">{empty}</Box>;
  return (
    <>
      <Box className="history" role="list">
        {list.rows.map((line) => (
          <Line key={line.sequence} line={line} />
        ))}
      </Box>
      {list.hasNextPage && (
        <Button
          id="history-more"
          kind="quiet"
          busy={list.isFetchingNextPage}
          onPress={() => void list.fetchNextPage()}
        >{`再看一些（共 ${list.total} 条）`}</Button>
      )}
    </>
  );
}

const Line = ({ line }: { readonly line: HistoryLineView }) => (
  <Box className="history-line" role="listitem">
    <Box className="history-head">
      <Txt className="history-what">{actionInWords(line.action)}</Txt>
      <Txt className="note number">{moment(line.at)}</Txt>
      <Txt className="note">{actorInWords(line)}</Txt>
    </Box>
    {factsInWords(line.facts).map((fact) => (
      <Box key={fact} className="history-fact">
        {fact}
      </Box>
    ))}
  </Box>
);
