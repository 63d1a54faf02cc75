import type { ComplaintView } from '@linping/shared';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ComplaintStepBodies } from '../../../../api/complaints.ts';
import { ApiProblem } from '../../../../api/transport.ts';
import { useApp } from '../../../../features/app-context.ts';
import { keys } from '../../../../features/query-keys.ts';

/** A step as the client sends it. Its id is its draft's, so that sending it again is the same step. */
export type Step = { readonly [Name in keyof ComplaintStepBodies]: { readonly name: Name; readonly body: ComplaintStepBodies[Name] } }[keyof ComplaintStepBodies];

/** Sends one step. Refused, because somebody else was first, everything shown of complaints is read anew. */
export function useStep(complaintId: string, onDone: (view: ComplaintView) => void) {
  const { staff } = useApp();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ name, body }: Step) => staff.complaints.step(complaintId, name, body),
    onSuccess: (view) => {
      onDone(view);
      void cache.invalidateQueries({ queryKey: keys.complaints });
    },
    onError: (error) => (error instanceof ApiProblem ? cache.invalidateQueries({ queryKey: keys.complaints }) : undefined),
  });
}
