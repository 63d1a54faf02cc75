import { Button } from '../../ui/button.tsx';
import { useDialogKeys } from '../../ui/dialog-keys.ts';
import { Box, Picture } from '../../ui/elements.tsx';

interface LightboxProps {
  readonly label: string;
  readonly addresses: readonly string[];
  readonly index: number;
  readonly onTurn: (index: number) => void;
  readonly onClose: () => void;
}

/** A photo as large as the window, in a browser; WeChat has its own. */
export function Lightbox({ label, addresses, index, onTurn, onClose }: LightboxProps) {
  useDialogKeys(onClose);
  const count = addresses.length;
  return (
    <Box className="dialog-shade lightbox" role="dialog" label={label}>
      <Box className="lightbox-picture"><Picture src={addresses[index]!} label={`${label} ${index + 1}`} /></Box>
      <Box className="lightbox-buttons">
        {count > 1 && <Button id="photo-before" kind="quiet" disabled={index === 0} onPress={() => onTurn(index - 1)}>上一张</Button>}
        <Button id="dialog-cancel" kind="quiet" onPress={onClose}>{count > 1 ? `关闭（${index + 1}/${count}）` : '关闭'}</Button>
        {count > 1 && <Button id="photo-after" kind="quiet" disabled={index === count - 1} onPress={() => onTurn(index + 1)}>下一张</Button>}
      </Box>
    </Box>
  );
}
