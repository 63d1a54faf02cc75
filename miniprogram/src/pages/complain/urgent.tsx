import { call } from '../../platform/phone.ts';
import { Box, Press, Txt } from '../../ui/elements.tsx';

interface UrgentProps {
  readonly isUrgent: boolean;
  /** The firm's duty phone; empty where none is registered. */
  readonly providerPhone: string;
  /** The gas supplier's; empty where the operator has given none. */
  readonly gasPhone: string;
  readonly onSwitch: (isUrgent: boolean) => void;
}

/** Where somebody may come to harm a form is the wrong thing: the telephone first, at once. */
export function Urgent({ isUrgent, providerPhone, gasPhone, onSwitch }: UrgentProps) {
  const numbers = [
    { id: '119', who: '火警、救援', number: '119' },
    { id: '110', who: '报警', number: '110' },
    ...(gasPhone ? [{ id: 'gas', who: '燃气抢修', number: gasPhone }] : []),
    ...(providerPhone ? [{ id: 'firm', who: '物业值班', number: providerPhone }] : []),
  ];
  return (
    <Box className="urgent">
      <Press id="urgent" className={`tick-row${isUrgent ? ' is-on' : ''}`} role="switch" checked={isUrgent} label="有危险，很紧急" onPress={() => onSwitch(!isUrgent)}>
        <Txt className={`tick${isUrgent ? ' is-ticked' : ''}`} />
        <Txt className="tick-words">有危险，很紧急</Txt>
        <Txt className="tick-state">{isUrgent ? '是' : '否'}</Txt>
      </Press>
      {isUrgent && (
        <Box id="urgent-calls" className="urgent-calls" role="group" label="请先打电话">
          <Box className="urgent-title">请先打电话，再回来提交</Box>
          <Box className="urgent-buttons">
            {numbers.map(({ id, who, number }) => (
              <Press key={id} id={`call-${id}`} className="urgent-call" role="link" label={`拨打${who} ${number}`} onPress={() => call(number)}>
                <Txt className="urgent-who">{who}</Txt>
                <Txt className="urgent-number number">{number}</Txt>
              </Press>
            ))}
          </Box>
          {!gasPhone && <Box className="note">闻到燃气味：先关阀门、开窗，不要开灯，到室外再打 119，或打燃气缴费单上的抢修电话。</Box>}
          {gasPhone && <Box className="note">闻到燃气味：先关阀门、开窗，不要开灯，到室外再打电话。</Box>}
          <Box className="note">标为紧急的投诉，物业要在 2 小时内回应。</Box>
        </Box>
      )}
    </Box>
  );
}
