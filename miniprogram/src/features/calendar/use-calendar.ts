import type { WorkCalendarView } from '@linping/shared';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Api } from '../../api/create-api.ts';
import { useApp } from '../app-context.ts';
import { keepAnswer } from '../keep-answer.ts';
import { keys } from '../query-keys.ts';

export function useWorkCalendar(year: number, enabled = true) {
  const { staff } = useApp();
  return useQuery({ queryKey: keys.workCalendar(year), queryFn: (): Promise<WorkCalendarView> => staff.calendar.year(year), enabled });
}

/** An edit answers the day's year; after a refusal the years are read anew, for a colleague may have been first. */
export function useCalendarChange() {
  const { staff } = useApp();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (change: (api: Api['calendar']) => Promise<WorkCalendarView>) => change(staff.calendar),
    onSuccess: (view) => keepAnswer(cache, keys.workCalendar(view.year), view),
    onError: () => cache.invalidateQueries({ queryKey: keys.workCalendars }),
  });
}
