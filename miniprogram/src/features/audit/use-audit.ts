import type { AuditCheckView, AuditQuery } from '@linping/shared';
import { useState } from 'react';
import { useApp } from '../app-context.ts';
import { usePages } from '../use-pages.ts';

export function useAuditLines(query: Omit<AuditQuery, 'cursor' | 'limit'>) {
  const { staff } = useApp();
  return usePages(['staff', 'audit', query], (page) => staff.audit.list({ ...query, ...page }));
}

/** The chain of hashes, recomputed by the server a stretch at a time, so that one sees how far it has come. */
export function useChainCheck() {
  const { staff } = useApp();
  const [check, setCheck] = useState<AuditCheckView>();
  const [isRunning, setRunning] = useState(false);
  const [error, setError] = useState<Error>();
  const start = async () => {
    setRunning(true);
    setError(undefined);
    setCheck(undefined);
    try {
      let found: AuditCheckView | undefined;
      do {
        found = await staff.audit.check(found ? { after: found.checkedTo, hash: found.hash } : {});
        setCheck(found);
      } while (!found.isDone);
    } catch (cause) {
      setError(cause as Error);
    }
    setRunning(false);
  };
  return { check, isRunning, error, start };
}
