import type { RegisterComplaintBody } from '@linping/shared';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useApp } from '../../../features/app-context.ts';
import { keys } from '../../../features/query-keys.ts';
import { phoneStorage } from '../../../platform/storage.ts';
import { keptOf, newDraft, type RegisterDraft } from './draft.ts';

/** What an account has begun to write down, on this device, until it was taken; nobody else who signs in there gets to see it. */
export function useRegisterDraft(account: string) {
  const { newId, nowMs } = useApp();
  const key = `linping.register-complaint.${account}`;
  const [draft, setDraft] = useState((): RegisterDraft => ({ ...newDraft(newId(), nowMs()), ...(phoneStorage.read(key) as Partial<RegisterDraft> | undefined) }));
  const keep = (next: RegisterDraft) => {
    setDraft(next);
    phoneStorage.write(key, keptOf(next));
  };
  return {
    draft,
    change: (change: Partial<RegisterDraft>) => keep({ ...draft, ...change }),
    /** After it was taken, or thrown away. */
    startAnew: () => {
      phoneStorage.remove(key);
      setDraft(newDraft(newId(), nowMs()));
    },
  };
}

export function useRegister() {
  const { staff } = useApp();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: RegisterComplaintBody) => staff.complaints.register(body),
    onSuccess: () => void cache.invalidateQueries({ queryKey: keys.complaints }),
  });
}
