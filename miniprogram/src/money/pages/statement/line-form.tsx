import { DISCLOSURE_WORDS, MOST_PHOTOS, type DisclosureKind, type StatementLineView, type StatementView } from '@linping/shared';
import { useEffect, useRef, useState } from 'react';
import { codeOf } from '../../../api/transport.ts';
import { useApp } from '../../../features/app-context.ts';
import { usePhotos } from '../../../features/complaints/use-photos.ts';
import { isChangedByOthers, useStatementChange } from '../../../features/disclosures/use-desk.ts';
import { fenOf } from '../../../features/money/yuan.ts';
import { FormEnd, FormLine } from '../../../features/register/form.tsx';
import { useMergedForm } from '../../../features/register/use-merged-form.ts';
import { VoucherPicker } from '../../../features/vouchers/voucher-picker.tsx';
import { Box, Field } from '../../../ui/elements.tsx';
import { Notice } from '../../../ui/states.tsx';
import { LINE_LABELS, lineChange, lineFaults, lineForm, LONGEST_NOTE } from './forms.ts';
import type { Unsaved } from './live.ts';

interface LineFormProps {
  readonly view: StatementView;
  readonly kind: DisclosureKind;
  /** Left out for a new one. */
  readonly line?: StatementLineView;
  readonly onUnsaved: (key: string, unsaved: Unsaved | undefined) => void;
  readonly onClose: () => void;
}

/** One line where it stands: amount, word, vouchers. What was typed stays until it is saved or put away, whatever the server says. */
export function LineEditor({ view, kind, line, onUnsaved, onClose }: LineFormProps) {
  const { newId } = useApp();
  const change = useStatementChange(view.id);
  const { form, set, news } = useMergedForm(lineForm(line), LINE_LABELS);
  /** Made once: sent again after a lost answer, it is the same line. */
  const newLineId = useRef(newId());
  const [detached, detach] = useState<readonly string[]>([]);
  const [isTouched, setTouched] = useState(false);
  const attached = (line?.vouchers ?? []).filter(({ id }) => !detached.includes(id));
  const id = line?.id ?? `new-${kind}`;
  const files = usePhotos('staff', `voucher:${view.id}:${id}`, MOST_PHOTOS - attached.length);
  const voucherIds = [...attached.map((voucher) => voucher.id), ...files.photoIds];
  const faults = lineFaults(form);
  const fen = fenOf(form.amount);
  const changeFen = (fen ?? line?.amountFen ?? 0) - (line?.amountFen ?? 0);
  useEffect(() => {
    onUnsaved(id, { of: kind, changeFen });
    return () => onUnsaved(id, undefined);
  }, [id, kind, changeFen, onUnsaved]);

  const changed = line && lineChange(form, line, voucherIds);
  const saved = () => {
    files.release();
    onClose();
  };
  const save = () => {
    setTouched(true);
    if (Object.keys(faults).length > 0 || fen === undefined || files.isUnfinished) return;
    if (!line) {
      const body = { id: newLineId.current, kind, amountFen: fen, note: form.note.trim(), voucherIds };
      change.mutate((disclosures, version) => disclosures.addLine(view.id, { version, ...body }), { onSuccess: saved, onError: (error) => { if (hasArrived(error)) newLineId.current = newId(); } });
    } else if (changed) {
      change.mutate((disclosures, version) => disclosures.editLine(view.id, line.id, { version, ...changed }), { onSuccess: saved });
    }
  };
  const close = () => {
    files.discard();
    onClose();
  };
  const faultOf = (field: string) => (isTouched ? faults[field] : undefined);
  const word = DISCLOSURE_WORDS[kind];
  return (
    <Box id={`edit-${id}`} className="line-edit" role="group" label={line ? `改${word}的一笔` : `加一笔${word}`}>
      <Box className="line-fields">
        <FormLine name="金额（元）" fault={faultOf('amount')}>
          <Field id={`amount-${id}`} label={`${word}金额（元）`} value={form.amount} placeholder="如 1280.50" maxLength={16} focus={!line} invalid={Boolean(faultOf('amount'))} onInput={set('amount')} onEnter={save} />
        </FormLine>
        <FormLine name="说明" fault={faultOf('note')}>
          <Field id={`note-${id}`} label={`${word}说明`} value={form.note} placeholder="什么事、给了谁，如：七月保洁费，某某保洁公司" maxLength={LONGEST_NOTE} invalid={Boolean(faultOf('note'))} onInput={set('note')} onEnter={save} />
        </FormLine>
      </Box>
      <FormLine name="凭证" hint="收据、发票、转账凭证的照片或 PDF。公布后居民看得到，请先把住户的姓名、电话、账号遮住">
        <VoucherPicker id={`vouchers-${id}`} label="凭证" files={files} attached={attached} onDetach={(voucherId) => detach([...detached, voucherId])} />
      </FormLine>
      {hasArrived(change.error) && <Notice id={`arrived-${id}`} tone="warn" title="上一次其实已经保存了">下面的明细里看得到那一笔。要另加一笔，核对以后再按一次保存。</Notice>}
      {files.isUnfinished && <Box id={`uploading-${id}`} className="muted gap-below-small" role="status">凭证还在上传，传完就能保存。</Box>}
      <FormEnd
        id={`line-${id}`} save={line ? '保存这一笔' : '加上这一笔'} busy={change.isPending} disabled={files.isUnfinished || (line !== undefined && !changed)}
        error={hasArrived(change.error) ? null : change.error} news={isChangedByOthers(change.error) ? news : undefined} onSave={save} onCancel={close}
      />
    </Box>
  );
}

/** The line went through before with other words: the answer was lost, not the line. */
const hasArrived = (error: unknown): boolean => codeOf(error) === 'LINE_DIFFERS';
