import { COMPLAINT_CONSENT_VERSION, type AskLineBody, type DisclosureKind } from '@linping/shared';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useApp, useResidentSession } from '../app-context.ts';
import { keys } from '../query-keys.ts';
import { usePages } from '../use-pages.ts';

/** What the bodies of an estate have disclosed, for anybody to read. */
export function useEstateAccounts(estateId: string) {
  const { resident } = useApp();
  return useQuery({ queryKey: keys.estateAccounts(estateId), queryFn: () => resident.disclosures.ofEstate(estateId), enabled: estateId !== '' });
}

/** How much of the fees comes in. Without an answer nothing is shown. */
export function useCollectionRate(estateId: string) {
  const { resident } = useApp();
  return useQuery({ queryKey: keys.collectionRate(estateId), queryFn: () => resident.fees.collectionRate(estateId), enabled: estateId !== '' });
}

/** A published edition. */
export function useStatement(statementId: string) {
  const { resident } = useApp();
  return useQuery({ queryKey: keys.statement(statementId), queryFn: () => resident.disclosures.statement(statementId, 'none'), enabled: statementId !== '' });
}

/** The lines of a kind; their links to vouchers live for some minutes. */
export function useStatementLines(statementId: string, kind: DisclosureKind, enabled: boolean) {
  const { resident } = useApp();
  return usePages(keys.statementLines(statementId, kind), (page) => resident.disclosures.lines(statementId, { kind, ...page }, 'none'), { enabled, size: 30 });
}

/** What was asked and passed, and what was answered. */
export function useStatementQuestions(statementId: string) {
  const { resident } = useApp();
  return usePages(keys.statementQuestions(statementId), (page) => resident.lineQuestions.ofStatement(statementId, page), { enabled: statementId !== '', size: 10 });
}

/** What this phone has asked. Without a session nothing is asked of the server. */
export function useMyQuestions() {
  const { resident } = useApp();
  return usePages(keys.myLineQuestions, (page) => resident.lineQuestions.mine(page), { enabled: useResidentSession() !== undefined, size: 20 });
}

/** Asks. The same words sent again are the same question: a lost answer makes no second one. */
export function useAsk(statementId: string) {
  const { resident, newId } = useApp();
  const cache = useQueryClient();
  const attempt = useRef({ id: '', content: '' });
  return useMutation({
    mutationFn: (content: Omit<AskLineBody, 'id'>) => {
      const words = JSON.stringify(content);
      if (attempt.current.content !== words) attempt.current = { id: newId(), content: words };
      return resident.lineQuestions.ask(statementId, { ...content, id: attempt.current.id });
    },
    onSettled: () => void cache.invalidateQueries({ queryKey: keys.lineQuestions }),
  });
}

/** Makes a complaint of the own question, with the consent that was given. Sent again it is the same complaint. */
export function useComplainOfQuestion(questionId: string) {
  const { resident, newId } = useApp();
  const cache = useQueryClient();
  const complaintId = useRef(newId());
  return useMutation({
    mutationFn: () => resident.lineQuestions.complain(questionId, { complaintId: complaintId.current, consentVersion: COMPLAINT_CONSENT_VERSION }),
    onSettled: () => {
      void cache.invalidateQueries({ queryKey: keys.lineQuestions });
      void cache.invalidateQueries({ queryKey: keys.residentComplaints });
    },
  });
}
