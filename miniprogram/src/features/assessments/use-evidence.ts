import type { EvidenceRow } from '@linping/shared';
import { useMutation } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useApp } from '../app-context.ts';
import { keys } from '../query-keys.ts';
import { usePages } from '../use-pages.ts';
import { draftFrom } from './evidence.ts';

/** As many as a page holds: an estate's half-year rarely has more. */
const PAGE = 200;

/** All complaints that may be evidence on a sheet, page after page, because each item's row says how many there are. */
export function useEvidence(sheetId: string, enabled: boolean) {
  const { staff } = useApp();
  const pages = usePages(keys.sheetEvidence(sheetId), (page) => staff.assessments.evidence(sheetId, page), { enabled, size: PAGE });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = pages;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return pages;
}

/** Reads a complaint and makes the draft of its deduction; nothing is written before the officer says so. */
export function useDraftFromComplaint() {
  const { staff, newId } = useApp();
  return useMutation({ mutationFn: async (row: EvidenceRow) => draftFrom(row, await staff.complaints.one(row.complaintId), newId()) });
}
