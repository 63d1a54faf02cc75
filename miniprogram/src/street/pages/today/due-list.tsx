import type { Role } from '@linping/shared';
import type { ReactNode } from 'react';
import { queryOf } from '../../../api/transport.ts';
import type { Due, Way } from '../../../features/today/due.ts';
import { go, to, turnTo } from '../../../platform/navigate.ts';
import { menuFor } from '../../../staff/menu.ts';
import { Box, Heading, Press, Txt } from '../../../ui/elements.tsx';
import { LinkRow } from '../../../ui/list.tsx';
import { Empty, Failed, Skeleton } from '../../../ui/states.tsx';

interface DayLinesProps {
  readonly role: Role;
  /** What the lines are made of; the first that failed is told. */
  readonly asked: readonly { readonly isError: boolean; readonly error: Error | null; readonly refetch: () => unknown }[];
  /** Undefined while something is still to come. */
  readonly lines: readonly Due[] | undefined;
  /** Figures below the lines. */
  readonly children?: ReactNode;
}

/** Somebody's day: what is their turn first, then what others have to do, and a kind word where there is nothing. */
export function DayLines({ role, asked, lines, children }: DayLinesProps) {
  const failed = asked.find(({ isError }) => isError);
  if (failed?.error) return <Failed error={failed.error} onRetry={() => asked.forEach((query) => void query.refetch())} />;
  if (!lines) return <Skeleton lines={[96, 96, 96]} />;
  const mine = lines.filter(({ turn }) => turn === 'mine');
  const others = lines.filter(({ turn }) => turn === 'others');
  const toRead = lines.filter(({ turn }) => turn === 'read');
  return (
    <>
      {mine.length > 0 ? <DueList id="due-mine" title="轮到您的" lines={mine} /> : <Empty title="今天没有要您办的事">{others.length > 0 ? '下面这些在等别人。' : toRead.length > 0 ? '下面是可以看的。' : '有了事情，会写在这里。'}</Empty>}
      {others.length > 0 && <DueList id="due-others" title="在等别人的" lines={others} />}
      {toRead.length > 0 && <DueList id="due-read" title="可以看的" lines={toRead} />}
      {children}
      {lines.length === 0 && <WaysIn role={role} />}
    </>
  );
}

function DueList({ id, title, lines }: { readonly id: string; readonly title: string; readonly lines: readonly Due[] }) {
  return (
    <>
      <Heading level={2} className="section-title">{title}</Heading>
      <Box id={id} className="due-list" role="list">
        {lines.map((line) => (
          <Box key={line.id} className="due-item" role="listitem">
            <DueRow line={line} isMine={line.turn === 'mine'} />
          </Box>
        ))}
      </Box>
    </>
  );
}

function DueRow({ line: { id, figure, text, more, way }, isMine }: { readonly line: Due; readonly isMine: boolean }) {
  const url = urlOf(way);
  return (
    <Press id={`due-${id}`} className={`due${isMine ? ' is-mine' : ''}`} role="link" href={url} onPress={() => go(url)}>
      <Box className="due-main">
        {figure && (
          <Box className="figure-line">
            {figure.before && <Txt className="figure-before">{figure.before}</Txt>}
            <Txt className="figure number">{String(figure.count)}</Txt>
            <Txt className="figure-after">{figure.unit}</Txt>
          </Box>
        )}
        <Box className="due-text">{text}</Box>
        {more && <Box className="muted">{more}</Box>}
      </Box>
      <Txt className="chevron-right" />
    </Press>
  );
}

/** What the role may look at, where nothing waits for it. */
function WaysIn({ role }: { readonly role: Role }) {
  const entries = menuFor(role).filter(({ id }) => id !== 'today');
  if (entries.length === 0) return <Empty title="这个身份暂时没有可以用的页面">需要办理的事情会写在这里。</Empty>;
  return (
    <>
      <Heading level={2} className="section-title">可以看的</Heading>
      <Box className="links">
        {entries.map(({ id, word, url }) => <LinkRow key={id} id={`way-${id}`} title={word} onPress={() => turnTo(url)} />)}
      </Box>
    </>
  );
}

function urlOf(way: Way): string {
  switch (way.page) {
    case 'coverage': return to.coverage(queryOf(way.query));
    case 'sheets': return to.sheets(queryOf(way.query));
    case 'complaints': return to.complaintList(queryOf(way.query));
    case 'statements': return to.statements(queryOf(way.query));
    case 'lineQuestions': return to.lineQuestions();
    case 'households': return to.households(way.estateId);
    case 'reconciliation': return to.reconciliation();
    case 'invoices': return to.invoices(queryOf({ estate: way.estateId }));
    case 'campaigns': return to.campaigns();
    case 'moderation': return to.moderation();
    case 'accounts': return `${to.accounts()}${queryOf(way.query)}`;
  }
}
