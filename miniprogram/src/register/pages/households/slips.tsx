import { spacedHouseholdCode, type BuildingView, type EstateRegisterView, type IssuedCodesView } from '@linping/shared';
import { useState } from 'react';
import { SvgPicture } from '../../../features/register/picture.tsx';
import { usePoster } from '../../../features/register/use-households.ts';
import { canPrint, printPage } from '../../../platform/print.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Box } from '../../../ui/elements.tsx';
import { Notice } from '../../../ui/states.tsx';

interface SlipsProps {
  readonly estate: EstateRegisterView;
  readonly building: BuildingView;
  readonly codes: IssuedCodesView['codes'];
  readonly onClose: () => void;
}

/** The codes as they are cut out, folded and carried to the doors. They are seen this once: the server keeps no readable copy. */
export function Slips({ estate, building, codes, onClose }: SlipsProps) {
  const [isLeaving, setLeaving] = useState(false);
  const poster = usePoster(building.id, building.token);
  return (
    <>
      <Box className="no-print">
        <Notice tone="warn" title={`${building.name} ${codes.length} 户的户码只显示这一次`}>
          {canPrint ? '请现在打印，沿虚线裁开、对折，送到各家。离开这一页以后不能再看，只能重新制作。' : '请现在抄写，或者在电脑浏览器里打开这一页再制作、打印。离开以后不能再看。'}
        </Notice>
        <Box className="form-buttons gap-below">
          {canPrint && <Button id="print" onPress={printPage}>打印（A4）</Button>}
          <Button id="slips-close" kind="quiet" onPress={() => setLeaving(true)}>印好了，离开</Button>
        </Box>
      </Box>
      <Box className="slips" role="list">
        {codes.map(({ householdId, door, code }) => (
          <Box key={householdId} id={`slip-${householdId}`} className="slip" role="listitem">
            <Box className="slip-text">
              <Box className="slip-estate">{estate.name}</Box>
              <Box className="slip-door">{`${building.name} ${door}`}</Box>
              <Box className="slip-code number">{spacedHouseholdCode(code)}</Box>
              <Box className="slip-how">{`扫${poster.data ? '右边或' : ''}楼道里的二维码，输入这 10 位户码，就可以评价物业服务。每户一份，匿名统计。`}</Box>
            </Box>
            {poster.data && <SvgPicture className="slip-qr" svg={poster.data} label={`${building.name}的二维码`} />}
          </Box>
        ))}
      </Box>
      {isLeaving && (
        <Dialog title="都印好了吗？" confirm="印好了，离开" kind="danger" onCancel={() => setLeaving(false)} onConfirm={onClose}>
          <Box className="paragraph">离开以后这些户码不能再看到。没有印好的，只能重新制作一次，已印的作废。</Box>
        </Dialog>
      )}
    </>
  );
}
