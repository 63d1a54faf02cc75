import { mayEver, type ComplaintView, type MeView } from '@linping/shared';
import { useState } from 'react';
import { ApiProblem } from '../../../api/transport.ts';
import { useApp, useStaffSession } from '../../../features/app-context.ts';
import { usePhotos } from '../../../features/complaints/use-photos.ts';
import { StaffPage } from '../../../staff/frame.tsx';
import { Button } from '../../../ui/button.tsx';
import { Box } from '../../../ui/elements.tsx';
import { Empty, Notice } from '../../../ui/states.tsx';
import { bodyOf, faultsOf } from './draft.ts';
import { RegisterFields } from './fields.tsx';
import { Registered } from './registered.tsx';
import { useRegister, useRegisterDraft } from './use-registering.ts';
import './index.scss';

export default function RegisterComplaintPage() {
  const me = useStaffSession()?.me;
  return (
    <StaffPage title="登记投诉" entry="registerComplaint">
      {me && (mayEver(me.role, 'complaint.register') ? <Register me={me} /> : <Empty title="这个身份不登记投诉">居民的电话、来访和 12345 工单由街道和社区登记。</Empty>)}
    </StaffPage>
  );
}

/** What came by phone, at the counter or from 12345 is written down once, and runs on the same clocks as any other. */
function Register({ me }: { readonly me: MeView }) {
  const { nowMs } = useApp();
  const { draft, change, startAnew } = useRegisterDraft(me.name ?? '');
  const photos = usePhotos('staff', `register:${draft.id}`);
  const register = useRegister();
  const [registered, setRegistered] = useState<ComplaintView>();
  /** What is missing is said once somebody wanted to save, not while the caller is still speaking. */
  const [isPressed, setPressed] = useState(false);

  const faults = faultsOf(draft, nowMs());
  const save = () => {
    setPressed(true);
    const body = photos.isUnfinished ? undefined : bodyOf(draft, photos.photoIds, nowMs());
    if (!body) return;
    register.mutate(body, {
      onSuccess: (view) => {
        photos.release();
        setRegistered(view);
        setPressed(false);
        startAnew();
      },
    });
  };
  const clear = () => {
    photos.discard();
    register.reset();
    setPressed(false);
    startAnew();
  };
  if (registered) return <Registered view={registered} onNext={() => setRegistered(undefined)} />;
  const missing = Object.values(faults);
  return (
    <Box className="form-narrow">
      <RegisterFields draft={draft} faults={isPressed ? faults : {}} photos={photos} onChange={change} />
      {register.error && (
        <Notice id="register-refusal" tone="bad" title="还没有登记上">
          {register.error instanceof ApiProblem ? register.error.message : `${register.error.message}。填的都在这里，再按一次就行，不会登记成两件。`}
        </Notice>
      )}
      {isPressed && missing.length > 0 && <Notice id="register-missing" tone="warn" title={`还差 ${missing.length} 处`}>{`${missing.join('；')}。`}</Notice>}
      {photos.isUnfinished && <Box id="photos-unfinished" className="muted gap-below-small">照片还在上传，传完就能登记；不等的话先删掉没传完的。</Box>}
      <Box className="form-buttons">
        <Button id="register" busy={register.isPending} disabled={photos.isUnfinished} onPress={save}>登记</Button>
        <Button id="register-anew" kind="quiet" disabled={register.isPending} onPress={clear}>清空重填</Button>
      </Box>
    </Box>
  );
}
