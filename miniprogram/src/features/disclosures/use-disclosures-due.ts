import { mayEver, shanghaiDate, type Role } from '@linping/shared';
import { useQuery } from '@tanstack/react-query';
import { useApp } from '../app-context.ts';
import { statusesDue, type DisclosureFigures } from '../today/disclosures-due.ts';
import { deskKeys } from './desk-keys.ts';
import { periodsDue } from './periods.ts';

/** What waits for a role today: a few counts, each a list of one row. */
export function useDisclosuresDue(role: Role) {
  const { staff, nowMs } = useApp();
  const today = shanghaiDate(nowMs());
  return useQuery({
    queryKey: deskKeys.due(role, today),
    queryFn: async (): Promise<DisclosureFigures> => {
      const [counted, overdue, unsigned, questions] = await Promise.all([
        Promise.all(statusesDue(role).map(async (status) => [status, (await staff.disclosures.list({ status, limit: 1 })).total] as const)),
        Promise.all((mayEver(role, 'statement.list') ? periodsDue(today) : []).map(async (period) => ({ period, count: (await staff.disclosures.dutiesSummary({ period })).overdue }))),
        mayEver(role, 'statement.cosign') ? staff.disclosures.list({ unsigned: true, limit: 1 }) : undefined,
        mayEver(role, 'lineQuestion.answer') ? staff.lineQuestions.list({ status: 'open', limit: 1 }) : undefined,
      ]);
      return { statements: Object.fromEntries(counted), overdue, unsigned: unsigned?.total ?? 0, questions: { open: questions?.total ?? 0, isOneOverdue: questions?.items[0]?.isOverdue ?? false } };
    },
  });
}
