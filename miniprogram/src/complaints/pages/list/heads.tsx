import type { ComplaintGroup, ComplaintsSummaryView, Role } from '@linping/shared';
import { GROUP_NOTES, GROUP_WORDS, groupTone, headGroups } from '../../../features/complaints/groups.ts';
import { Box, Press, Txt } from '../../../ui/elements.tsx';

interface HeadsProps {
  readonly role: Role;
  readonly summary: ComplaintsSummaryView;
  readonly group: ComplaintGroup | undefined;
  /** Pressed again, a head lets go of its cut. */
  readonly onGroup: (group: ComplaintGroup | '') => void;
}

/** The numbers one starts the day with; each cuts the list to what it counts. */
export const Heads = ({ role, summary, group, onGroup }: HeadsProps) => (
  <>
    <Box className={`heads heads-${headGroups(role).length}`} role="group" label="按进度看">
      {headGroups(role).map((head) => (
        <Press
          key={head} id={`head-${head}`} role="switch" checked={head === group} label={`${GROUP_WORDS[head]}，${summary[head]} 件`}
          className={`head head-${groupTone(head, summary[head])}${head === group ? ' is-chosen' : ''}`} onPress={() => onGroup(head === group ? '' : head)}
        >
          <Txt className="head-count number">{String(summary[head])}</Txt>
          <Txt className="head-word">{GROUP_WORDS[head]}</Txt>
        </Press>
      ))}
    </Box>
    {group && <Box id="group-note" className="note heads-note">{`${GROUP_WORDS[group]}：${GROUP_NOTES[group]}，共 ${summary[group]} 件`}</Box>}
  </>
);
