import { Box, Field, Press, Txt } from '../../../ui/elements.tsx';

interface StepperProps {
  readonly id: string;
  readonly label: string;
  /** 次, 处, 个 … */
  readonly per: string;
  readonly value: number;
  readonly most: number;
  readonly onChange: (value: number) => void;
}

/** A small number by two big buttons, or typed where it is not so small. */
export const Stepper = ({ id, label, per, value, most, onChange }: StepperProps) => (
  <Box className="stepper" role="group" label={label}>
    <Press id={`${id}-less`} className="stepper-button" label="少一个" disabled={value <= 1} onPress={() => onChange(value - 1)}>−</Press>
    <Field id={id} className="stepper-field" kind="digits" label={label} value={value === 0 ? '' : String(value)} maxLength={3} onInput={(typed) => onChange(Number(typed.replace(/\D/g, '')))} />
    <Press id={`${id}-more`} className="stepper-button" label="多一个" disabled={value >= most} onPress={() => onChange(value + 1)}>＋</Press>
    <Txt className="stepper-per">{per}</Txt>
  </Box>
);
