import { mayEver } from '@linping/shared';
import { useStaffSession } from '../../../features/app-context.ts';
import { EstateChoice } from '../../../features/payments/estate-choice.tsx';
import { StaffPage } from '../../../staff/frame.tsx';
import { useAddress } from '../../../staff/use-address.ts';
import { Empty } from '../../../ui/states.tsx';
import { Areas } from './areas.tsx';
import { Standards } from './standards.tsx';
import '../../../features/register/parts.scss';
import '../bills/index.scss';
import '../staff-bill/index.scss';

const EVERYTHING = { estate: '', search: '', only: '' };

/** What the firm charges at an estate, and for how large a dwelling. */
export default function FeesPage() {
  const role = useStaffSession()?.me.role;
  const [address, change] = useAddress(EVERYTHING);
  return (
    <StaffPage title="收费标准和面积" entry="bills" hasBack>
      {role && (mayEver(role, 'bill.list')
        ? (
          <EstateChoice estateId={address.estate} onChoose={(estate) => change({ estate })}>
            {(estateId) => (
              <>
                <Standards key={estateId} estateId={estateId} mayEdit={mayEver(role, 'fee.edit')} />
                <Areas key={`areas-${estateId}`} estateId={estateId} mayEdit={mayEver(role, 'fee.edit')} search={address.search} onlyMissing={address.only === 'missing'} onChange={change} />
              </>
            )}
          </EstateChoice>
        )
        : <Empty title="这一页只有物业自己用">收费标准在小区的页面上，人人都看得到。</Empty>)}
    </StaffPage>
  );
}
