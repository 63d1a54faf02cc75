import type { DeductionView, SheetView } from '@linping/shared';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { ApiProblem } from '../../api/transport.ts';
import { useApp } from '../app-context.ts';
import { keys } from '../query-keys.ts';
import { changesByOthers, newer } from './changes.ts';
import { accepted, changed, entered, type DeductionDraft } from './draft.ts';
import { allLines } from './preview.ts';

/** One sheet; looked at anew whenever somebody comes back to it, because a colleague may be writing on it. */
export function useSheet(sheetId: string) {
  const { staff } = useApp();
  const cache = useQueryClient();
  return useQuery({
    queryKey: keys.sheet(sheetId),
    queryFn: async () => {
      const arrived = await staff.assessments.sheet(sheetId);
      return newer(cache.getQueryData<SheetView>(keys.sheet(sheetId)), arrived); // as it is now, not as it was when asked
    },
    enabled: sheetId !== '',
    staleTime: 0,
  });
}

/**
 * The moves on a sheet. Each answers the sheet after it; a refusal fetches it anew, because then somebody else was first.
 * `mine` names the lines (or the sheet) that this page wrote since it last looked, for {@link useNews}.
 */
export function useSheetMoves(sheetId: string) {
  const { staff: { assessments } } = useApp();
  const cache = useQueryClient();
  const mine = useRef(new Set<string>());
  const key = keys.sheet(sheetId);

  const put = (sheet: SheetView, id: string) => {
    mine.current.add(id);
    cache.setQueryData<SheetView>(key, (now) => newer(now, sheet));
  };
  const outcome = {
    // Waited for: the page says that somebody was first when it shows what they did.
    onError: async (cause: Error) => {
      if (cause instanceof ApiProblem) await cache.invalidateQueries({ queryKey: key });
    },
    onSettled: () => {
      void cache.invalidateQueries({ queryKey: keys.sheetLists });
      void cache.invalidateQueries({ queryKey: keys.sheetEvidence(sheetId) }); // a complaint is used, or free again
    },
  };

  const save = useMutation({
    ...outcome,
    mutationFn: (draft: DeductionDraft) => {
      if (draft.version !== null) return assessments.change(sheetId, draft.id, changed(draft));
      return draft.complaint ? assessments.acceptEvidence(sheetId, draft.complaint.id, accepted(draft)) : assessments.enter(sheetId, entered(draft));
    },
    onMutate: (draft) => {
      if (draft.version === null) mine.current.add(draft.id); // it may arrive although its answer does not
    },
    onSuccess: (sheet, { id }) => put(sheet, id),
  });
  const withdraw = useMutation({
    ...outcome,
    mutationFn: ({ id, version }: DeductionView) => assessments.withdraw(sheetId, id, { version }),
    onSuccess: (sheet, { id }) => put(sheet, id),
  });
  const submit = useMutation({ ...outcome, mutationFn: (version: number) => assessments.submit(sheetId, { version }), onSuccess: (sheet) => put(sheet, sheet.id) });
  return { save, withdraw, submit, mine };
}

/** What others did to the sheet since it was opened, until it is read and put away. */
export function useNews(sheet: SheetView | undefined, mine: { readonly current: Set<string> }): readonly [readonly string[], () => void] {
  const before = useRef<SheetView>();
  const [news, setNews] = useState<readonly string[]>([]);
  useEffect(() => {
    if (!sheet) return;
    const more = before.current ? changesByOthers(before.current, sheet, mine.current) : [];
    before.current = sheet;
    for (const { id } of [sheet, ...allLines(sheet)]) mine.current.delete(id);
    if (more.length > 0) setNews((known) => [...known, ...more]);
  }, [sheet, mine]);
  return [news, () => setNews([])];
}
