import type { ComplaintView } from '@linping/shared';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { ComplaintStepBodies } from '../../../../api/complaints.ts';
import { ApiProblem } from '../../../../api/transport.ts';
import { useApp } from '../../../../features/app-context.ts';
import { keys } from '../../../../features/query-keys.ts';
import type { FirmStep } from './steps.ts';

/**
 * Sends one step. The same content sent again is the same step: an answer that was lost is not a second question. After a
 * refusal everything shown of complaints is read anew, for somebody else may have moved it.
 */
export function useFirmStep(complaintId: string, onDone: (view: ComplaintView) => void) {
  const { staff, newId } = useApp();
  const cache = useQueryClient();
  const attempt = useRef({ id: '', words: '' });
  return useMutation({
    mutationFn: ({ name, content }: FirmStep) => {
      const words = JSON.stringify([name, content]);
      if (attempt.current.words !== words) attempt.current = { id: newId(), words };
      return staff.complaints.step(complaintId, name, { ...content, id: attempt.current.id } as ComplaintStepBodies[typeof name]);
    },
    onSuccess: (view) => {
      attempt.current = { id: '', words: '' };
      onDone(view);
      void cache.invalidateQueries({ queryKey: keys.complaints });
    },
    onError: (error) => (error instanceof ApiProblem ? cache.invalidateQueries({ queryKey: keys.complaints }) : undefined),
  });
}
