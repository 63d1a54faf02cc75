import { useState, useSyncExternalStore } from 'react';
import { useApp } from '../app-context.ts';
import { boxOf, hasBegun, missing, type ComplaintContent, type DraftPlace } from './draft.ts';
import { usePhotos } from './use-photos.ts';

/** So long without any progress the page does not hold the resident: the outbox goes on by itself. */
const MOST_PATIENCE_MS = 6_000;

export type Submitted = 'sent' | 'queued' | 'refused';

/** What a resident taps and types, kept on the phone with every touch. */
export function useComplaintForm(place: DraftPlace) {
  const { complaintOutbox, photos: { resident: queue } } = useApp();
  useSyncExternalStore(complaintOutbox.subscribe, complaintOutbox.version);
  const [draft, setDraft] = useState(() => complaintOutbox.begin(place));
  const [content, setContent] = useState(draft.content);
  const [isSubmitting, setSubmitting] = useState(false);
  const photos = usePhotos('resident', boxOf(draft.id));

  const change = (changed: Partial<ComplaintContent>) => {
    const next = { ...content, ...changed };
    setContent(next);
    complaintOutbox.edit(draft, next);
  };
  return {
    id: draft.id,
    content,
    change,
    isSubmitting,
    missing: missing(content, photos.items.length),
    refusal: complaintOutbox.draft(draft.id)?.refusal,
    /** When it was begun, where it was not just now. */
    begunAtMs: hasBegun(draft.content) ? draft.startedAtMs : undefined,
    photos: {
      ...photos,
      add: () => {
        complaintOutbox.edit(draft, content); // or the photos would belong to nothing when the app is left
        photos.add();
      },
    },
    startAnew: () => {
      complaintOutbox.discard(draft.id);
      const fresh = complaintOutbox.begin(place);
      setDraft(fresh);
      setContent(fresh.content);
    },
    submit: async (): Promise<Submitted> => {
      setSubmitting(true);
      complaintOutbox.edit(draft, content);
      complaintOutbox.queue(draft.id);
      await patiently(complaintOutbox.flush(), queue.version);
      setSubmitting(false);
      const left = complaintOutbox.draft(draft.id);
      if (!left) return 'sent';
      return left.isQueued ? 'queued' : 'refused';
    },
  };
}

/** Waits for the end of a flight as long as something moves. */
async function patiently(flight: Promise<void>, progress: () => number): Promise<void> {
  for (let before = -1; ; ) {
    const isOver = await Promise.race([flight.then(() => true), new Promise<false>((resolve) => setTimeout(() => resolve(false), MOST_PATIENCE_MS))]);
    if (isOver || progress() === before) return;
    before = progress();
  }
}
