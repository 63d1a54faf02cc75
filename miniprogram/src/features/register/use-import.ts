import type { ImportedView, ImportPreviewView } from '@linping/shared';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ChosenFile } from '../../api/files.ts';
import { importPath, type ImportKind } from '../../api/imports.ts';
import { useApp } from '../app-context.ts';
import { keys } from '../query-keys.ts';

const POLL_MS = 700;

export type ImportStep =
  | { readonly at: 'choose' }
  | { readonly at: 'sending'; readonly what: 'preview' | 'import'; readonly file: ChosenFile; readonly run: string; readonly sentPerMille: number }
  | { readonly at: 'previewed'; readonly file: ChosenFile; readonly preview: ImportPreviewView }
  | { readonly at: 'done'; readonly file: ChosenFile; readonly imported: ImportedView };

/** A list on its way into the register: looked through first, written only when somebody has seen what it would do. */
export function useImport(list: ImportKind) {
  const { files, staff, newId } = useApp();
  const cache = useQueryClient();
  const [step, setStep] = useState<ImportStep>({ at: 'choose' });
  const [error, setError] = useState<Error>();
  const run = step.at === 'sending' ? step.run : '';
  const progress = useQuery({
    queryKey: [...keys.staff, 'import-run', run],
    // Not begun yet, or another process does it: there is nothing to tell then.
    queryFn: () => staff.imports.progress(run).catch(() => null),
    enabled: run !== '',
    refetchInterval: POLL_MS,
    gcTime: 0,
  });

  const send = async <T>(what: 'preview' | 'import', file: ChosenFile, done: (answer: T) => ImportStep, before: ImportStep) => {
    const id = newId();
    setError(undefined);
    setStep({ at: 'sending', what, file, run: id, sentPerMille: 0 });
    try {
      const answer = await files.upload<T>(importPath(list, { preview: what === 'preview', run: id }), file, (sentPerMille) =>
        setStep({ at: 'sending', what, file, run: id, sentPerMille }),
      );
      setStep(done(answer));
    } catch (cause) {
      setError(cause as Error);
      setStep(before);
    }
  };
  return {
    step,
    error,
    run: progress.data ?? undefined,
    look: (file: ChosenFile) => send<ImportPreviewView>('preview', file, (preview) => ({ at: 'previewed', file, preview }), { at: 'choose' }),
    write: async (previewed: Extract<ImportStep, { at: 'previewed' }>) => {
      await send<ImportedView>('import', previewed.file, (imported) => ({ at: 'done', file: previewed.file, imported }), previewed);
      await cache.invalidateQueries({ queryKey: keys.staff });
    },
    restart: () => {
      setError(undefined);
      setStep({ at: 'choose' });
    },
  };
}
