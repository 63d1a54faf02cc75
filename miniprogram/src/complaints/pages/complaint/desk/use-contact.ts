import { useMutation } from '@tanstack/react-query';
import { useApp } from '../../../../features/app-context.ts';

/** Reading a name and a number is asked for each time and kept by no cache. */
export function useContact(complaintId: string) {
  const { staff } = useApp();
  return useMutation({ mutationFn: () => staff.complaints.contact(complaintId) });
}
