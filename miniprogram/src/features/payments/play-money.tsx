import './payments.scss';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from '../../ui/button.tsx';
import { Box } from '../../ui/elements.tsx';
import { Notice } from '../../ui/states.tsx';
import { useApp } from '../app-context.ts';
import { keys } from '../query-keys.ts';

/** Nobody may take a demo for the real thing. */
export const PlayMoneyBanner = () => <Box id="play-money-banner" className="play-money" role="status">演示用的玩具钱，不会真的扣款</Box>;

/** Pays as a phone with WeChat would, where there is no WeChat. The order is asked about as ever. */
export function PlayMoney({ paymentId }: { readonly paymentId: string }) {
  const { resident } = useApp();
  const cache = useQueryClient();
  const pay = useMutation({
    mutationFn: () => resident.payments.payWithPlayMoney(paymentId),
    onSettled: () => void cache.invalidateQueries({ queryKey: keys.payment(paymentId) }),
  });
  return (
    <Box className="gap-above">
      <Button id="play-money" busy={pay.isPending} onPress={() => pay.mutate()}>用玩具钱支付（演示）</Button>
      {pay.error && <Box className="gap-above-small"><Notice id="play-money-refusal" tone="bad" title="没有付成">{pay.error.message}</Notice></Box>}
    </Box>
  );
}
