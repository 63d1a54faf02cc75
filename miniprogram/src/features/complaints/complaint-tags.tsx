import './staff.scss';
import '../register/parts.scss';
import type { ComplaintRow } from '@linping/shared';
import { Box, Txt } from '../../ui/elements.tsx';

type Tagged = Pick<ComplaintRow, 'isUrgent' | 'isSupervised' | 'extension' | 'followers'> & { readonly timesReopened?: number };

/** What is special about a complaint, as words in small frames; nothing where it is an ordinary one. */
export function ComplaintTags({ of: { isUrgent, isSupervised, extension, followers, timesReopened = 0 } }: { readonly of: Tagged }) {
  const tags: readonly (readonly [word: string, tone: string])[] = [
    ...(isUrgent ? [['紧急', 'bad'] as const] : []),
    ...(isSupervised ? [['督办', 'warn'] as const] : []),
    ...(timesReopened > 0 ? [[timesReopened > 1 ? `重办${timesReopened}次` : '要求重办', 'warn'] as const] : []),
    ...(extension === 'requested' ? [['申请延期', 'brand'] as const] : []),
    ...(extension === 'granted' ? [['已延期', 'plain'] as const] : []),
    ...(followers > 0 ? [[`${followers}人也反映`, 'plain'] as const] : []),
  ];
  if (tags.length === 0) return null;
  return <Box className="complaint-tags">{tags.map(([word, tone]) => <Txt key={word} className={`tag tag-${tone}`}>{word}</Txt>)}</Box>;
}
