import type { ChannelCount } from '@linping/shared';
import { Box } from '../../ui/elements.tsx';
import { CHANNEL_LABELS } from '../surveys/labels.ts';

/** 「微信 12 · 手机网页 3」: the words of the bar, for those who see it and those who hear it. */
export const channelsInWords = (channels: readonly ChannelCount[]): string =>
  (channels.length === 0 ? '还没有人参与' : channels.map(({ channel, participated }) => `${CHANNEL_LABELS[channel]} ${participated}`).join(' · '));

/** How they took part, as one small bar with its words below. */
export function ChannelSplit({ channels }: { readonly channels: readonly ChannelCount[] }) {
  const total = channels.reduce((sum, { participated }) => sum + participated, 0);
  const words = channelsInWords(channels);
  return (
    <Box className="split">
      <Box className="split-bar" role="img" label={`参与方式：${words}`}>
        {channels.map(({ channel, participated }) => (
          <Box key={channel} className={`split-part split-${channel}`} style={{ width: `${(participated * 100) / Math.max(1, total)}%` }} decorative />
        ))}
      </Box>
      <Box className="note split-words" decorative>{total === 0 ? '—' : words}</Box>
    </Box>
  );
}
