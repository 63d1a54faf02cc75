import type { AssignManyBody, ChangeComplaintTemplateBody, ComplaintsQuery, ComplaintTemplateBody } from '@linping/shared';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApp } from '../app-context.ts';
import { keys } from '../query-keys.ts';
import { usePages } from '../use-pages.ts';

type Places = Pick<ComplaintsQuery, 'streetId' | 'communityId' | 'estateId' | 'providerId' | 'assigneeId' | 'category' | 'search'>;

const [templateKey, assigneeKey] = [[...keys.staff, 'complaint-templates'], [...keys.staff, 'assignees']];

/** The staff's list, page after page. */
export function useComplaintList(query: Omit<ComplaintsQuery, 'cursor' | 'limit'>) {
  const { staff } = useApp();
  return usePages([...keys.complaints, 'list', query], (page) => staff.complaints.list({ ...query, ...page }));
}

/** How many of each cut, within the same places. */
export function useComplaintsSummary(places: Places, enabled = true) {
  const { staff } = useApp();
  return useQuery({ queryKey: [...keys.complaints, 'summary', places], queryFn: () => staff.complaints.summary(places), placeholderData: keepPreviousData, enabled });
}

/** To whom the own firm may give a complaint. */
export function useAssignees(enabled = true) {
  const { staff } = useApp();
  return useQuery({ queryKey: assigneeKey, queryFn: () => staff.complaints.assignees(), enabled });
}

export function useAssignMany() {
  const { staff } = useApp();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: AssignManyBody) => staff.complaints.assignMany(body),
    onSettled: () => cache.invalidateQueries({ queryKey: keys.complaints }),
  });
}

/** The firm keeps fifty at most: one page holds them all. */
export function useTemplates(enabled = true) {
  const { staff } = useApp();
  return useQuery({ queryKey: templateKey, queryFn: () => staff.complaints.templates({ limit: 50 }), enabled });
}

/** What the manager does with a template. Also after a refusal they are read anew: a colleague may have been first. */
export type TemplateChange =
  | { readonly kind: 'add'; readonly body: ComplaintTemplateBody }
  | { readonly kind: 'change'; readonly templateId: string; readonly body: ChangeComplaintTemplateBody }
  | { readonly kind: 'remove'; readonly templateId: string; readonly version: number };

export function useTemplateChange() {
  const { staff } = useApp();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async (change: TemplateChange): Promise<void> => {
      if (change.kind === 'add') await staff.complaints.addTemplate(change.body);
      else if (change.kind === 'change') await staff.complaints.changeTemplate(change.templateId, change.body);
      else await staff.complaints.removeTemplate(change.templateId, change.version);
    },
    onSettled: () => cache.invalidateQueries({ queryKey: templateKey }),
  });
}
