import type { CategoryOfComplaint, ComplaintView, FileComplaintBody, MyComplaintsQuery, SimilarComplaintView, StepBody } from '@linping/shared';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { ComplaintStepBodies } from '../../api/complaints.ts';
import { useApp, useResidentSession } from '../app-context.ts';
import { keepAnswer } from '../keep-answer.ts';
import { keys } from '../query-keys.ts';
import { usePages } from '../use-pages.ts';
import { keyOfPlace } from './draft.ts';

type Who = 'resident' | 'staff';
const keyOf = (who: Who, complaintId: string) => (who === 'resident' ? keys.complaint(complaintId) : keys.staffComplaint(complaintId));

/** One complaint with its whole timeline, as the resident of this phone or the staff member signed in on it may see it. */
export function useComplaint(who: Who, complaintId: string) {
  const app = useApp();
  // WeChat opens this page from a message, perhaps on a phone that has no session yet; signing in there is silent.
  const session = who === 'resident' && app.isWeapp ? 'start' : 'held';
  return useQuery({ queryKey: keyOf(who, complaintId), queryFn: () => app[who].complaints.one(complaintId, session), enabled: complaintId !== '' });
}

/** A step without its id, which {@link useComplaintStep} gives. */
export type StepContent<Action extends keyof ComplaintStepBodies> = Omit<ComplaintStepBodies[Action], keyof StepBody>;

/**
 * Takes a resident's step. The same content sent again is the same step: an answer that was lost is not a second
 * question. The complaint after it stands in the cache; after a refusal it is read anew, for somebody else may have moved it.
 */
export function useComplaintStep<Action extends keyof ComplaintStepBodies>(complaintId: string, action: Action) {
  const { newId, resident } = useApp();
  const cache = useQueryClient();
  const attempt = useRef({ id: '', content: '' });
  return useMutation({
    mutationFn: (content: StepContent<Action>): Promise<ComplaintView> => {
      const words = JSON.stringify(content);
      if (attempt.current.content !== words) attempt.current = { id: newId(), content: words };
      const body = { ...content, id: attempt.current.id } as unknown as ComplaintStepBodies[Action];
      return resident.complaints.step(complaintId, action, body);
    },
    onSuccess: (complaint) => {
      attempt.current = { id: '', content: '' };
      keepAnswer(cache, keys.complaint(complaintId), complaint);
    },
    // Not waited for: what a panel does after its step must come before the page is drawn without that panel.
    onSettled: () => void cache.invalidateQueries({ queryKey: keys.residentComplaints }),
  });
}

/** What one has filed, or follows. In a browser without a session nothing is asked; in WeChat signing in is silent. */
export function useMyComplaints(kind: NonNullable<MyComplaintsQuery['kind']>) {
  const { resident, isWeapp } = useApp();
  const isAsked = useResidentSession() !== undefined || isWeapp;
  const pages = usePages(keys.myComplaints(kind), (page) => resident.complaints.mine({ ...page, kind }, isWeapp ? 'start' : 'held'), { enabled: isAsked, size: 20 });
  return { ...pages, isLoading: isAsked && pages.isPending };
}

/** What neighbours have said of the same already. Without an answer nothing is suggested, and nobody is kept from writing. */
export function useSimilar(place: Pick<FileComplaintBody, 'token' | 'householdId'>, category: CategoryOfComplaint | undefined) {
  const { resident } = useApp();
  const query = useQuery({
    queryKey: keys.similarComplaints(keyOfPlace(place), category ?? ''),
    queryFn: (): Promise<readonly SimilarComplaintView[]> => resident.complaints.similar({ ...place, category: category! }),
    enabled: category !== undefined && keyOfPlace(place) !== '',
  });
  return category === undefined ? [] : query.data ?? [];
}

/** 「我也遇到了」 */
export function useFollow() {
  const { resident } = useApp();
  const cache = useQueryClient();
  const refresh = () => cache.invalidateQueries({ queryKey: keys.residentComplaints });
  return {
    follow: useMutation({ mutationFn: (complaintId: string) => resident.complaints.follow(complaintId), onSuccess: refresh }),
    unfollow: useMutation({ mutationFn: (complaintId: string) => resident.complaints.unfollow(complaintId), onSuccess: refresh }),
  };
}
