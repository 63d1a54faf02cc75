import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useApp } from '../features/app-context.ts';
import { keys } from '../features/query-keys.ts';
import { knowTemplates } from '../platform/subscribe.ts';

/** Learns which messages WeChat may bring, before the tap on which it is asked. */
export function useProgressMessages(): void {
  const { resident, isWeapp } = useApp();
  const { data } = useQuery({ queryKey: keys.messageTemplates, queryFn: () => resident.notices.templates(), enabled: isWeapp, staleTime: Infinity });
  useEffect(() => {
    if (data) knowTemplates(data.templateIds);
  }, [data]);
}
