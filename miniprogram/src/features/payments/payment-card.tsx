import './payments.scss';
import { useEffect, useRef } from 'react';
import { Button } from '../../ui/button.tsx';
import { Box, Heading, Picture } from '../../ui/elements.tsx';
import { LinkRow } from '../../ui/list.tsx';
import { Failed, Notice, Skeleton } from '../../ui/states.tsx';
import { useApp } from '../app-context.ts';
import { timeOfDay } from '../surveys/days-left.ts';
import { isOver, paymentWords } from './paying.ts';
import { PlayMoney, PlayMoneyBanner } from './play-money.tsx';
import { usePayment } from './use-payment.ts';

interface PaymentCardProps {
  readonly paymentId: string;
  /** It was made by a press on this page a moment ago: WeChat's window opens by itself, once. */
  readonly isFresh: boolean;
  /** The bills that are paid by it, and where their receipts are; left out on the bill's own page. */
  readonly bills?: { readonly wordOf: (billId: string) => string; readonly onOpen: (billId: string) => void };
  /** Where the fee is part of the total from now on. */
  readonly onAccounts?: () => void;
}

/** An order from its making to its end, in one place: what is the matter, what one may do, and what becomes of the money. */
export function PaymentCard({ paymentId, isFresh, bills, onAccounts }: PaymentCardProps) {
  const { requestPayment, nowMs } = useApp();
  const { query, payment, attempt, resume, close } = usePayment(paymentId);
  const begin = useRef(isFresh);
  useEffect(() => {
    if (!payment || !begin.current) return;
    begin.current = false;
    if (payment.status === 'open' && payment.requestPayment) resume.mutate(payment);
  }, [payment, resume]);

  if (!payment) return query.isError ? <Failed error={query.error} onRetry={() => void query.refetch()} /> : <Skeleton lines={[160]} />;
  const words = paymentWords(payment, attempt, {
    hasWindow: requestPayment !== undefined, until: timeOfDay(payment.expiresAt), isLate: Date.parse(payment.expiresAt) <= nowMs(),
  });
  const isBusy = resume.isPending || close.isPending;
  const refusal = resume.error ?? close.error;
  return (
    <Box id={`payment-${payment.id}`} className="card payment">
      {payment.isPlayMoney && <PlayMoneyBanner />}
      <Box className={`payment-state is-${words.tone}`} role={words.tone === 'bad' ? 'alert' : 'status'}>
        <Heading level={2} className="payment-title">{words.title}</Heading>
        <Box className="payment-text">{words.text}</Box>
      </Box>
      {requestPayment === undefined && payment.codeImage && <Code image={payment.codeImage} />}
      {/* The order is still asked about; a lost connection is no reason to take the code away. */}
      {query.isError && !isOver(payment) && <Box className="note" role="status">网络不给力，连上以后会接着查。</Box>}
      {refusal && !isOver(payment) && <Notice id="payment-refusal" tone="bad" title="没有成功">{refusal.message}</Notice>}
      {payment.isPlayMoney && payment.status === 'open' && <PlayMoney paymentId={payment.id} />}
      {(words.mayResume || words.mayClose) && (
        <Box className="payment-buttons">
          {words.mayResume && (
            <Button id="payment-resume" kind={payment.isPlayMoney ? 'quiet' : 'main'} busy={resume.isPending} disabled={isBusy} onPress={() => resume.mutate(payment)}>
              {payment.status === 'created' ? '再试一次' : '继续支付'}
            </Button>
          )}
          {words.mayClose && <Button id="payment-close" kind="quiet" busy={close.isPending} disabled={isBusy} onPress={() => close.mutate()}>不付了，关闭</Button>}
        </Box>
      )}
      {payment.status === 'paid' && (bills || onAccounts) && (
        <Box className="payment-links">
          {bills && payment.billIds.map((billId) => (
            <LinkRow key={billId} id={`receipt-of-${billId}`} title={`${bills.wordOf(billId)}的收据`} onPress={() => bills.onOpen(billId)} />
          ))}
          {onAccounts && <LinkRow id="to-accounts" title="小区的收支公示" below="您缴的这笔，已经算进小区物业费收入的合计里" onPress={onAccounts} />}
        </Box>
      )}
    </Box>
  );
}

const Code = ({ image }: { readonly image: string }) => (
  <>
    <Box className="payment-code"><Picture id="payment-code" src={image} label="微信付款码，请用手机微信扫一扫" /></Box>
    <Box className="note">打开手机微信「扫一扫」。正用这部手机看的，请换一部手机来扫，或者到邻评小程序的「物业费」里支付。</Box>
  </>
);
