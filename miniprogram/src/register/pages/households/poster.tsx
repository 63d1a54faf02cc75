import type { BuildingView, EstateRegisterView } from '@linping/shared';
import { useState } from 'react';
import { SvgPicture } from '../../../features/register/picture.tsx';
import { useDwellingChange, usePoster } from '../../../features/register/use-households.ts';
import { canPrint, printPage } from '../../../platform/print.ts';
import { Download } from '../../../staff/list.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Box } from '../../../ui/elements.tsx';
import { Empty, Failed, Notice, Skeleton } from '../../../ui/states.tsx';

interface PosterProps {
  readonly estate: EstateRegisterView;
  readonly building: BuildingView;
  readonly onClose: () => void;
}

/** The poster for the building's entrance. Its QR opens what anybody may read, and the way to the questionnaire. */
export function Poster({ estate, building, onClose }: PosterProps) {
  const change = useDwellingChange();
  const poster = usePoster(building.id, building.token);
  const [isAsking, setAsking] = useState(false);
  const issue = () => change.mutate((register) => register.issueToken(building.id), { onSuccess: () => setAsking(false) });
  return (
    <>
      <Box className="no-print">
        {change.error && (
          <Notice id="refusal" tone="bad" title="没有办成">
            {change.error.message}
          </Notice>
        )}
        <Box className="form-buttons gap-below">
          {building.token && canPrint && (
            <Button id="print" onPress={printPage}>
              打印海报（A4）
            </Button>
          )}
          {building.token && (
            <Download id="download-qr" path={`/buildings/${building.id}/qr.svg`} name={`${estate.name}-${building.name}-二维码.svg`}>
              下载二维码
            </Download>
          )}
          <Button
            id="issue-token"
            kind={building.token ? 'quiet' : 'main'}
            busy={change.isPending}
            onPress={() => (building.token ? setAsking(true) : issue())}
          >
            {building.token ? '换一个新二维码' : '生成二维码'}
          </Button>
          <Button id="poster-close" kind="quiet" onPress={onClose}>
            返回住户列表
          </Button>
        </Box>
      </Box>
      {!building.token && <Empty title={`${building.name}还没有二维码`}>生成以后打印海报，贴在楼道口。</Empty>}
      {building.token && poster.isPending && <Skeleton lines={[420]} />}
      {building.token && poster.isError && <Failed error={poster.error} onRetry={() => void poster.refetch()} />}
      {building.token && poster.data && (
        <Box id="poster" className="poster">
          <Box className="poster-title">请您评价本小区的物业服务</Box>
          <Box className="poster-place">{`${estate.name} ${building.name}`}</Box>
          <SvgPicture className="poster-qr" svg={poster.data} label={`${estate.name}${building.name}的二维码`} />
          <Box className="poster-how">微信或手机浏览器扫一扫</Box>
          <Box className="poster-step">第一次要输入户码：在社区送到您家的通知单上</Box>
          <Box className="poster-step">每户一份，匿名统计；不方便用手机的，请找社区工作人员上门协助</Box>
        </Box>
      )}
      {isAsking && (
        <Dialog title="换一个新二维码？" confirm="换新" kind="danger" busy={change.isPending} onCancel={() => setAsking(false)} onConfirm={issue}>
          <Box className="paragraph">旧二维码立即作废，墙上的海报和印有旧二维码的通知单都要换掉。户码不变。</Box>
        </Dialog>
      )}
    </>
  );
}
