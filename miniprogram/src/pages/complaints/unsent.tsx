import { useState, useSyncExternalStore } from 'react';
import { useApp } from '../../features/app-context.ts';
import { boxOf, type ComplaintDraft } from '../../features/complaints/draft.ts';
import { categoryInWords } from '../../features/complaints/labels.ts';
import { go, to } from '../../platform/navigate.ts';
import { Button } from '../../ui/button.tsx';
import { Box } from '../../ui/elements.tsx';
import { LinkRow } from '../../ui/list.tsx';
import { Notice } from '../../ui/states.tsx';

/** What lies on this phone only: submitted and waiting for the network, or not finished. */
export function Unsent() {
  const { complaintOutbox, photos: { resident: photos } } = useApp();
  useSyncExternalStore(complaintOutbox.subscribe, complaintOutbox.version);
  useSyncExternalStore(photos.subscribe, photos.version);
  const [isSending, setSending] = useState(false);
  const [waiting, begun] = [complaintOutbox.waiting(), complaintOutbox.unfinished()];
  const send = async () => {
    setSending(true);
    await complaintOutbox.flush();
    setSending(false);
  };
  return (
    <>
      {waiting.length > 0 && (
        <Notice id="queued" tone="warn" title={`已保存，还没送出：${waiting.length} 件`}>
          {waiting.map((draft) => <Box key={draft.id}>{`${wordsOf(draft)}${photosOf(photos.items(boxOf(draft.id)).length)}`}</Box>)}
          <Box className="gap-above-small">现在网络不好。内容和照片存在这部手机里，有网络时会自动送出，不会重复。请过一会儿再打开邻评看一下。</Box>
          <Box className="gap-above-small"><Button id="resend" kind="quiet" busy={isSending} onPress={() => void send()}>现在再送一次</Button></Box>
        </Notice>
      )}
      {begun.length > 0 && (
        <Box className="links">
          {begun.map((draft) => (
            <LinkRow
              key={draft.id}
              id={`draft-${draft.id}`}
              title={draft.refusal ? '没有提交成功，改一改再交' : '没写完，接着写'}
              below={draft.refusal ? `${wordsOf(draft)}：${draft.refusal.title}` : wordsOf(draft)}
              onPress={() => go(addressOf(draft))}
            />
          ))}
        </Box>
      )}
    </>
  );
}

const wordsOf = ({ content: { category }, place }: ComplaintDraft): string => `${category ? categoryInWords(category) : '还没选类别'} · ${place.words}`;
const photosOf = (count: number): string => (count === 0 ? '' : ` · 照片 ${count} 张`);
const addressOf = ({ place: { token, estateId, householdId } }: ComplaintDraft): string => (token ? to.complain(token) : to.complainOf(estateId, householdId ?? ''));
