import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { Box, Heading, Txt } from './elements.tsx';

/** Grey lines of the content's own size, so that nothing jumps when it arrives. `lines` are heights in px. */
export const Skeleton = ({ lines }: { readonly lines: readonly number[] }) => (
  <Box role="status" label="正在加载">
    {lines.map((height, i) => (
      <Box key={i} className="skeleton" style={{ height: `${height}px` }} decorative />
    ))}
  </Box>
);

interface NoticeProps {
  readonly tone?: 'plain' | 'good' | 'warn' | 'bad';
  readonly title?: string;
  readonly children?: ReactNode;
  readonly id?: string;
}

/** A sentence that matters, with a word and a coloured edge, never colour alone. */
export const Notice = ({ tone = 'plain', title, children, id }: NoticeProps) => (
  <Box {...(id ? { id } : {})} className={`notice notice-${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
    {title && <Box className="notice-title">{title}</Box>}
    {children && <Box className="notice-text">{children}</Box>}
  </Box>
);

/** Nothing here, and that is all right: says why, and what to do instead. */
export const Empty = ({ title, children }: { readonly title: string; readonly children?: ReactNode }) => (
  <Box className="empty">
    <Heading level={2} className="empty-title">{title}</Heading>
    {children && <Box className="empty-text">{children}</Box>}
  </Box>
);

/** What could not be loaded, in the server's own sentence, and the way out. */
export const Failed = ({ error, onRetry }: { readonly error: Error & { readonly reference?: string }; readonly onRetry: () => void }) => (
  <Box className="empty" role="alert">
    <Heading level={2} className="empty-title">没有打开</Heading>
    <Box className="empty-text"><Txt id="error">{error.message}</Txt></Box>
    {error.reference && <Box className="note gap-below">{`反馈时请说编号 ${error.reference}`}</Box>}
    <Button id="retry" kind="quiet" onPress={onRetry}>重试</Button>
  </Box>
);
